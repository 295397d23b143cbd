import { createHash } from 'node:crypto';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import { Refusal } from '../verify/refusal.ts';
import { emptyRoot, leafHash, verifyConsistency, verifyInclusion } from './merkle.ts';

// The definitions of RFC 9162, 2.1.1, 2.1.3.1 and 2.1.4.1, written down as they stand there and as slowly as they say.
const sha256 = (...parts: Uint8Array[]) => createHash('sha256').update(Buffer.concat(parts)).digest();

function split(count: number): number {
  let k = 1;
  while (k * 2 < count) k *= 2;
  return k;
}

function mth(entries: readonly Buffer[]): Buffer {
  if (entries.length === 0) return sha256();
  if (entries.length === 1) return sha256(Buffer.of(0), entries[0]!);
  const k = split(entries.length);
  return sha256(Buffer.of(1), mth(entries.slice(0, k)), mth(entries.slice(k)));
}

function path(m: number, entries: readonly Buffer[]): Buffer[] {
  if (entries.length === 1) return [];
  const k = split(entries.length);
  if (m < k) return [...path(m, entries.slice(0, k)), mth(entries.slice(k))];
  return [...path(m - k, entries.slice(k)), mth(entries.slice(0, k))];
}

function subproof(m: number, entries: readonly Buffer[], whole: boolean): Buffer[] {
  if (m === entries.length) return whole ? [] : [mth(entries)];
  const k = split(entries.length);
  if (m <= k) return [...subproof(m, entries.slice(0, k), whole), mth(entries.slice(k))];
  return [...subproof(m - k, entries.slice(k), false), mth(entries.slice(0, k))];
}

const entries = Array.from({ length: 40 }, (_, index) => Buffer.from(`entry ${index}`));
const head = (size: number) => ({ size, root: mth(entries.slice(0, size)) });

function codeOf(action: () => unknown): string | undefined {
  try {
    action();
    return undefined;
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
}

describe('the Merkle tree', () => {
  it('has the roots that its first testers published', () => {
    // Roots over the entries "", 00, 10, 2021, 3031, 40414243, … which many implementations of RFC 6962 share.
    const known = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'];
    const roots = [
      'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
      '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
      'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
      'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
      '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
      '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
      'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
      '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
    ];
    const leaves = known.map((text) => Buffer.from(text, 'hex'));
    roots.forEach((root, size) => expect(mth(leaves.slice(0, size)).toString('hex')).to.equal(root));
    expect(emptyRoot.toString('hex')).to.equal(roots[0]);
    expect(leafHash(leaves[0]!).toString('hex')).to.equal(roots[1]);
  });

  it('accepts every inclusion proof of every tree up to forty entries', () => {
    for (let size = 1; size <= entries.length; size++) {
      const { root } = head(size);
      for (let index = 0; index < size; index++)
        verifyInclusion(leafHash(entries[index]!), { index, size, path: path(index, entries.slice(0, size)) }, root);
    }
  });

  it('accepts no inclusion proof at another place, of another length or with another bit', () => {
    for (const size of [1, 2, 7, 8, 33, 40]) {
      const { root } = head(size);
      for (let index = 0; index < size; index++) {
        const proof = path(index, entries.slice(0, size));
        const leaf = leafHash(entries[index]!);
        for (let other = 0; other < size; other++)
          if (other !== index)
            expect(codeOf(() => verifyInclusion(leaf, { index: other, size, path: proof }, root))).to.be.oneOf([
              'INCLUSION',
              'PROOF_LEN',
            ]);
        const refused = (changed: Buffer[]) =>
          codeOf(() => verifyInclusion(leaf, { index, size, path: changed }, root));
        expect(refused([...proof, root])).to.equal('PROOF_LEN');
        if (proof.length > 0) expect(refused(proof.slice(1))).to.equal('PROOF_LEN');
        proof.forEach((hash, at) => {
          const bent = Buffer.from(hash);
          bent[at % 32]! ^= 1 << (at % 8);
          expect(refused(proof.with(at, bent))).to.equal('INCLUSION');
          expect(refused(proof.with(at, hash.subarray(1)))).to.equal('HASHLEN');
        });
      }
    }
    const outside = { index: 7, size: 7, path: [] };
    expect(codeOf(() => verifyInclusion(emptyRoot, outside, emptyRoot))).to.equal('INDEX_RANGE');
    expect(codeOf(() => verifyInclusion(emptyRoot, { ...outside, index: -1 }, emptyRoot))).to.equal('INDEX_RANGE');
    expect(codeOf(() => verifyInclusion(emptyRoot, { ...outside, index: 0.5 }, emptyRoot))).to.equal('INDEX_RANGE');
  });

  it('accepts every consistency proof between trees up to forty entries', () => {
    for (let after = 1; after <= entries.length; after++)
      for (let before = 1; before <= after; before++)
        verifyConsistency(head(before), head(after), subproof(before, entries.slice(0, after), true));
    verifyConsistency({ size: 0, root: emptyRoot }, head(9), []);
  });

  it('accepts no consistency proof from another history, backwards, of another length or with another bit', () => {
    for (const [before, after] of [
      [1, 2],
      [3, 7],
      [4, 8],
      [6, 33],
      [32, 40],
      [39, 40],
    ] as const) {
      const proof = subproof(before, entries.slice(0, after), true);
      const refused = (changed: Buffer[]) => codeOf(() => verifyConsistency(head(before), head(after), changed));
      const foreign = { size: before, root: sha256(Buffer.from('foreign')) };
      expect(codeOf(() => verifyConsistency(foreign, head(after), proof))).to.equal('CONSISTENCY');
      expect(codeOf(() => verifyConsistency(head(after), head(before), proof))).to.equal('LOG_ROLLBACK');
      expect(refused([...proof, emptyRoot])).to.equal('PROOF_LEN');
      expect(refused(proof.slice(0, -1))).to.equal('PROOF_LEN');
      proof.forEach((hash, at) => {
        const bent = Buffer.from(hash);
        bent[31]! ^= 0x80;
        expect(refused(proof.with(at, bent))).to.equal('CONSISTENCY');
      });
    }
    expect(codeOf(() => verifyConsistency(head(9), { size: 9, root: emptyRoot }, []))).to.equal('SPLIT_VIEW');
    expect(codeOf(() => verifyConsistency({ size: 0, root: head(1).root }, head(9), []))).to.equal('CONSISTENCY');
    expect(codeOf(() => verifyConsistency({ size: 0, root: emptyRoot }, head(9), [emptyRoot]))).to.equal('PROOF_LEN');
  });
});
