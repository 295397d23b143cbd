import { expect } from 'chai';
import { describe, it } from 'mocha';
import { searchPasskey } from './search-passkey.ts';
import { f6, g2 } from './smp-session.ts';
import { ah, c1, cmac, e, f4, f5, opener, reversed, s1, type ConfirmInput } from './smp-crypto.ts';

const hex = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex');

// Sample data of the Bluetooth Core Specification, Vol 3 Part H, 2.2.3, 2.2.4 and Appendix D, and Vol 6 Part C, 1.
const legacy: ConfirmInput = {
  request: hex('07071000000101'),
  response: hex('05000800000302'),
  initiator: { address: hex('a1a2a3a4a5a6'), type: 1 },
  responder: { address: hex('b1b2b3b4b5b6'), type: 0 },
};
const random = hex('5783d52156ad6f0e6388274ec6702ee0');
const u = hex('20b003d2f297be2c5e2c83a7e9f9a5b9eff49111acf4fddbcc0301480e359de6');
const v = hex('55188b3d32f6bb9a900afcfbeed4e72a59cb9ac2f19d7cfb6b4fdd49f47fc5fd');
const x = hex('d5cb8454d177733effffb2ec712baeab');

describe('the functions of the Security Manager', () => {
  it('give the confirm value and the short term key of the sample data', () => {
    expect(c1(Buffer.alloc(16), random, legacy).toString('hex')).to.equal('1e1e3fef878988ead2a74dc5bef13b86');
    const stk = s1(Buffer.alloc(16), hex('000f0e0d0c0b0a091122334455667788'), hex('010203040506070899aabbccddeeff00'));
    expect(stk.toString('hex')).to.equal('9a1fe1f0e8b0f49b5b4216ae796da062');
  });

  it('give the message authentication codes of RFC 4493', () => {
    const key = hex('2b7e151628aed2a6abf7158809cf4f3c');
    const message = hex(
      '6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e51' +
        '30c81c46a35ce411e5fbc1191a0a52eff69f2445df4f9b17ad2b417be66c3710',
    );
    expect(cmac(key, Buffer.alloc(0)).toString('hex')).to.equal('bb1d6929e95937287fa37d129b756746');
    expect(cmac(key, message.subarray(0, 16)).toString('hex')).to.equal('070a16b46b4d4144f79bdd9dd04a287c');
    expect(cmac(key, message.subarray(0, 40)).toString('hex')).to.equal('dfa66747de9ae63030ca32611497c827');
    expect(cmac(key, message).toString('hex')).to.equal('51f0bebf7e3b9d92fc49741779363cfe');
  });

  it('give the confirm value, the keys and the address hash of Secure Connections', () => {
    expect(f4(u, v, { x, z: 0 }).toString('hex')).to.equal('f2c916f107a9bd1cf1eda1bea974872d');
    const shared = hex('ec0234a357c8ad05341010a60a397d9b99796b13b4f866f1868d34f373bfa698');
    const { macKey, ltk } = f5(shared, {
      nonces: [x, hex('a6e8e7cc25a75f6e216583f7ff3dc4cf')],
      addresses: [hex('0056123737bfce'), hex('00a713702dcfc1')],
    });
    expect(macKey.toString('hex')).to.equal('2965f176a1084a02fd3f6a20ce636e20');
    expect(ltk.toString('hex')).to.equal('6986791169d7cd23980522b594750a38');
    expect(ah(hex('ec0234a357c8ad05341010a60a397d9b'), hex('708194')).toString('hex')).to.equal('0dfbaa');
  });

  it('give the check value and the number of six figures', () => {
    const [na, nb] = [x, hex('a6e8e7cc25a75f6e216583f7ff3dc4cf')];
    const key = hex('2965f176a1084a02fd3f6a20ce636e20');
    const proof = hex('12a3343bb453bb5408da42d20c2d0fc8');
    const [one, other] = [hex('0056123737bfce'), hex('00a713702dcfc1')];
    expect(f6(key, [na, nb, proof], [hex('010102'), one, other]).toString('hex')).to.equal(
      'e3c473989cd0e8c5d26c0b09da958f61',
    );
    // The upper figures of 0x2f9ed5ba fall away.
    expect(g2([u, v], [na, nb])).to.equal(0x2f9ed5ba % 1_000_000);
  });

  it('open the packets of the sample data of link-layer encryption, and refuse a changed one', () => {
    const ltk = hex('4c68384139f574d836bcf34e9dfb01bf');
    const skd = hex('1302f1e0dfcebdac 7968574635241302');
    expect(e(ltk, reversed(skd)).toString('hex')).to.equal('99ad1b5226a37e3e058e3b8e27c2c666');
    const open = opener(ltk, { skd, iv: hex('24abdcba bebaafde') });
    const sealed = { header: 0x0f, payload: hex('9fcda7f448'), fromCentral: true, counter: 0 };
    expect(open(sealed)?.toString('hex')).to.equal('06');
    expect(open({ ...sealed, counter: 1 })).to.equal(undefined);
    expect(open({ ...sealed, fromCentral: false })).to.equal(undefined);
    expect(open({ ...sealed, payload: hex('9ecda7f448') })).to.equal(undefined);
  });
});

describe('the search for a passkey', () => {
  const withKey = (passkey: number) => {
    const key = Buffer.alloc(16);
    key.writeUInt32BE(passkey, 12);
    return { input: legacy, commitment: { confirm: c1(key, random, legacy), random } };
  };

  for (const passkey of [0, 123456, 271828, 41])
    it(`finds ${passkey}`, async () => {
      expect(await searchPasskey(withKey(passkey))).to.equal(passkey);
    }).timeout(60_000);

  it('finds none where the key is none of a million', async () => {
    expect(await searchPasskey(withKey(1_000_000))).to.equal(undefined);
  }).timeout(60_000);

  it('stops when it is told to', async () => {
    const signal = AbortSignal.abort(new Error('enough'));
    const outcome = await searchPasskey({ ...withKey(999_998), signal }).catch((error: unknown) => error);
    expect(outcome).to.have.property('message', 'enough');
  });
});
