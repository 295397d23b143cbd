import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import { digestOf } from '../../schemas/canonical-json.ts';
import { verifyProof } from '../verify/log-inclusion.ts';
import { encodeEvent, readEvent } from './event.ts';
import { inFolder, readEntry } from './log.ts';
import { proverOf } from './prove.ts';
import { publish } from './publish.ts';
import { at, codeOf, idOf, issued, logSigner } from './registry.fixture.ts';
import {
  remove,
  size,
  registry,
  proof,
  claim,
  type Case,
  head,
  note,
  hashLine,
  entryLine,
  flipped,
  setUp,
  refuseEach,
  proofOf,
  forged,
} from './refused.fixture.ts';

const cases: readonly Case[] = [
  {
    name: 'a leaf of another certificate (L01)',
    code: 'LEAF_BIND',
    input: () => ({ claim: { ...claim(), certificate: idOf(3) } }),
  },
  {
    name: 'another digest of the same certificate',
    code: 'LEAF_BIND',
    input: () => ({ claim: { ...claim(), digest: digestOf('') } }),
  },
  {
    name: 'another level than the log names',
    code: 'LEAF_BIND',
    input: () => ({ claim: { ...claim(), level: 'high' } }),
  },
  {
    name: 'another edition than the log names',
    code: 'LEAF_BIND',
    input: () => ({ claim: { ...claim(), edition: '2.0' } }),
  },
  {
    name: 'a leaf changed after logging (L02)',
    code: 'INCLUSION',
    proof: (p) =>
      entryLine(p, encodeEvent({ ...readEvent(readEntry(inFolder(registry.folder), 7, size)), level: 'high' })),
  },
  { name: 'a flipped hash (L03)', code: 'INCLUSION', proof: (p) => hashLine(p, (hash) => flipped(hash)) },
  { name: 'a removed hash (L04)', code: 'PROOF_LEN', proof: (p) => p.split('\n').toSpliced(3, 1).join('\n') },
  { name: 'an extra hash (L05)', code: 'PROOF_LEN', proof: (p) => p.replace(/^(index 7\n)(.*\n)/m, '$1$2$2') },
  {
    name: 'sixty-four hashes',
    code: 'PROOF_LEN',
    proof: (p) => p.replace(/^(index 7\n)(.*\n)/m, (_, a: string, b: string) => a + b.repeat(64)),
  },
  { name: 'a hash of 31 bytes (L06)', code: 'HASHLEN', proof: (p) => hashLine(p, (hash) => hash.subarray(1)) },
  { name: 'a wrong index (L07)', code: 'INCLUSION', proof: (p) => p.replace('index 7', 'index 6') },
  {
    name: 'an index at the size of the log (L08)',
    code: 'INDEX_RANGE',
    proof: (p) => p.replace('index 7', 'index 11'),
  },
  { name: 'an index with a leading zero (L09)', code: 'TLOGPROOF', proof: (p) => p.replace('index 7', 'index 07') },
  { name: 'an index beyond 2^53', code: 'TLOGPROOF', proof: (p) => p.replace('index 7', 'index 9999999999999999') },
  {
    name: 'a split view: the same size, another root (L21)',
    code: 'SPLIT_VIEW',
    input: () => ({ seen: { size, root: Buffer.alloc(32) } }),
  },
  {
    name: 'a node presented as a leaf (L22)',
    code: 'PROOF_LEN',
    proof: (p) => p.replace('index 7', 'index 3').replace(/^(index 3\n).*\n/m, '$1'),
  },
  {
    name: 'a withdrawal presented as an issue (L23)',
    code: 'LEAF_TYPE',
    proof: (p) => proofOf(p, 10),
    input: () => ({ claim: { ...claim(), certificate: idOf(9) } }),
  },
  {
    name: 'a certificate issued after witnesses saw it (L24)',
    code: 'BACKDATE',
    input: () => ({ claim: { ...claim(), issuedAt: '2026-11-24T12:05:01Z' } }),
  },
  {
    name: 'a certificate logged a month after it says it was issued',
    code: 'BACKDATE',
    input: () => ({ claim: { ...claim(), issuedAt: '2026-10-20T12:00:00Z' } }),
  },
  { name: 'an entry that is no event', code: 'EVENT', proof: (p) => forged(p, Buffer.from('{}')) },
  {
    name: 'an entry in another spelling',
    code: 'EVENT',
    proof: (p) => forged(p, Buffer.concat([readEntry(inFolder(registry.folder), 7, size), Buffer.from(' ')])),
  },
  { name: 'an entry with a name twice', code: 'JSON_DUP', proof: (p) => forged(p, Buffer.from('{"at":1,"at":2}')) },
  { name: 'a proof without its entry', code: 'TLOGPROOF', proof: (p) => p.replace(/^extra .*\n/m, '') },
  { name: 'a proof of another version', code: 'TLOGPROOF', proof: (p) => p.replace('@v1', '@v2') },
  { name: 'an endless proof', code: 'TLOGPROOF', proof: (p) => p + 'x'.repeat(40_000) },
  { name: 'a proof without a checkpoint', code: 'TLOGPROOF', proof: (p) => head(p).trimEnd() },
  {
    name: 'base64 with stray bits',
    code: 'B64',
    proof: (p) => p.replace(/^(index 7\n.*).=$/m, (_, kept: string) => `${kept}B=`),
  },
  { name: 'a time that does not exist', code: 'TIME', input: () => ({ at: '2026-02-30T00:00:00Z' }) },
];

describe('a proof that is refused:', () => {
  before(setUp);
  after(remove);

  it('none, where nothing is changed', () => {
    const included = verifyProof({
      proof: Buffer.from(proof),
      policy: registry.policy,
      claim: { ...claim(), level: 'substantial', edition: '1.0', issuedAt: at },
      at,
    });
    expect(included).to.include({ index: 7, size });
    expect(included.message).to.contain('entry 7 of 11').and.contain('witness-one.example and witness-two.example');
    expect(readFileSync(join(registry.folder, 'checkpoint'), 'utf8')).to.equal(note(proof));
  });

  refuseEach(cases);

  it('every single changed byte', async () => {
    const bytes = Buffer.from(proof);
    const accepted: number[] = [];
    for (let index = 0; index < bytes.length; index++) {
      const input = { proof: flipped(bytes, index), policy: registry.policy, claim: claim(), at };
      if ((await codeOf(() => verifyProof(input))) === undefined) accepted.push(index);
    }
    expect(accepted).to.deep.equal([]);
  });

  it('in an older proof nothing: it holds after the log grew', async () => {
    await publish(registry, [issued(50)], { signer: logSigner, at });
    expect(verifyProof({ proof: Buffer.from(proof), policy: registry.policy, claim: claim(), at }).index).to.equal(7);
    expect(await codeOf(() => proverOf(registry, at).prove(idOf(7)))).to.equal('REFUSED');
  });
});
