import { after, before, describe } from 'mocha';
import { newKey } from '../sign/keys.ts';
import { signerOf } from '../sign/signer.ts';
import { cosign } from './checkpoint.ts';
import { signText, verifierKey } from './note.ts';
import { logSigner, origin } from './registry.fixture.ts';
import {
  remove,
  stranger,
  other,
  type Case,
  now,
  head,
  note,
  body,
  line,
  witnessKey,
  policy,
  signedBy,
  setUp,
  refuseEach,
  reTimed,
  timeless,
  smallOrder,
} from './refused.fixture.ts';

const cases: readonly Case[] = [
  { name: 'an edited size (L10)', code: 'NOTE_SIG', proof: (p) => p.replace('\n11\n', '\n12\n') },
  {
    name: 'an edited root',
    code: 'NOTE_SIG',
    proof: (p) => p.replace(/\n11\n./, (found) => `\n11\n${found.endsWith('A') ? 'B' : 'A'}`),
  },
  {
    name: 'a checkpoint signed by another key of the same name (L11)',
    code: 'NOTE_UNSIGNED',
    proof: async (p) => signedBy(p, await signText(body(p), origin, stranger)),
  },
  {
    name: 'a checkpoint of another origin (L12)',
    code: 'ORIGIN',
    proof: (p) => p.replace(`\n\n${origin}\n`, `\n\n${other}\n`),
  },
  { name: 'one witness of two (L13)', code: 'WITNESS', proof: (p) => signedBy(p, line(p, 0), line(p, 1)) },
  {
    name: 'the same witness twice (L14)',
    code: 'COSIG_DUP',
    proof: (p) => signedBy(p, line(p, 0), line(p, 1), line(p, 1)),
  },
  {
    name: 'unknown witnesses (L15)',
    code: 'WITNESS',
    input: () =>
      policy(
        (draft) =>
          (draft.witnesses = [0, 1].map((index) =>
            verifierKey(`other-${index}.example`, signerOf(newKey('ed25519')), 'witness'),
          )),
      )(),
  },
  {
    name: 'an edited time of a cosignature (L16)',
    code: 'COSIG',
    proof: (p) => signedBy(p, line(p, 0), line(p, 1), reTimed(line(p, 2))),
  },
  {
    name: 'a cosignature without its time',
    code: 'COSIG',
    proof: (p) => signedBy(p, line(p, 0), line(p, 1), timeless(line(p, 2))),
  },
  {
    name: 'a cosignature from the future (L17)',
    code: 'COSIG_FUTURE',
    proof: async (p) => signedBy(p, line(p, 0), line(p, 1), await cosign(body(p), witnessKey(1), now + 301)),
  },
  {
    name: 'a witness in the place of the log (L18)',
    code: 'NOTE_UNSIGNED',
    proof: (p) => signedBy(p, line(p, 1), line(p, 2)),
  },
  {
    name: 'the log signing twice',
    code: 'NOTE_SIG_DUP',
    proof: (p) => signedBy(p, line(p, 0), line(p, 0), line(p, 1), line(p, 2)),
  },
  { name: 'an extension line (L19)', code: 'CHECKPOINT', proof: (p) => p.replace(/(\n11\n.*\n)/, '$1extension\n') },
  { name: 'a size that is no number', code: 'CHECKPOINT', proof: (p) => p.replace('\n11\n', '\n0x0b\n') },
  { name: 'carriage returns (L20)', code: 'NOTE_CTL', proof: (p) => head(p) + note(p).replaceAll('\n', '\r\n') },
  { name: 'bytes that are not UTF-8', code: 'UTF8', proof: (p) => Buffer.concat([Buffer.from(p), Buffer.of(0xff)]) },
  { name: 'a note without signatures', code: 'NOTE', proof: (p) => `${head(p)}${body(p)}\n` },
  { name: 'a signature line of another form', code: 'NOTE', proof: (p) => p.replace('— registry', '- registry') },
  {
    name: 'thirty-three signatures',
    code: 'NOTE_SIZE',
    proof: async (p) => signedBy(p, ...Array<string>(33).fill(await signText(body(p), other, stranger))),
  },
  {
    name: 'a note of twenty kilobytes',
    code: 'NOTE_SIZE',
    proof: (p) => p.replace(/\u2014 [^]*$/, `— ${'x'.repeat(20_000)} AAAAAAAA\n`),
  },
  {
    name: 'a policy whose log key has another name',
    code: 'VKEY',
    input: policy((draft) => (draft.logKey = verifierKey(other, logSigner, 'log'))),
  },
  {
    name: 'a policy that gives a witness key to the log',
    code: 'VKEY',
    input: policy((draft) => (draft.logKey = draft.witnesses[0]!)),
  },
  {
    name: 'a policy with one key under two names',
    code: 'KEY_DUP',
    input: policy(
      (draft) => (draft.witnesses = ['a.example', 'b.example'].map((name) => verifierKey(name, stranger, 'witness'))),
    ),
  },
  {
    name: 'a policy that demands more witnesses than it names',
    code: 'SCHEMA',
    input: policy((draft) => (draft.witnessThreshold = 3)),
  },
  { name: 'a policy with a key of small order', code: 'VKEY', input: policy((draft) => (draft.logKey = smallOrder())) },
];

describe('a checkpoint that is refused:', () => {
  before(setUp);
  after(remove);
  refuseEach(cases);
});
