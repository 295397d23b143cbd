import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { canonicalJson, canonicalLine } from '../../schemas/canonical-json.ts';
import { UserError } from '../../schemas/problem.ts';
import type { JournalEntry } from '../../schemas/types.ts';
import { scratch } from '../development/peer.ts';
import { blobPath } from './blobs.ts';
import { hashOf } from './chain.ts';
import { checkObservation } from './observation.ts';
import { readEvidence, verifyBlobs } from './read-evidence.ts';
import { EvidenceStore } from './store.ts';

const digest = (digit: string) => `sha256:${digit.repeat(64)}`;
const opening = { plan: digest('1'), declaration: digest('2'), bench: digest('3'), toymark: '0.1.0' };

const attempt = (target: string) => ({
  task: { id: `assessor/${target}`, kind: 'assessor' as const, units: [] },
  probe: { name: 'assessor', version: '1' },
  operator: 'op-1',
  startedAt: new Date(),
  seconds: 0,
});

const answers = (id: string) => {
  const row = { id, testCase: 'AUTH-1-1', question: 'label', operator: 'op-1', answeredAt: '2026-11-02T09:00:00Z' };
  const checked = checkObservation('assessor', { answers: [row] });
  return 'text' in checked ? checked.text : expect.fail(checked.misfit);
};

/** Three observations, one with an attachment, one not observed: six entries. */
function gathered(folder: string): void {
  const store = new EvidenceStore(folder, opening);
  store.observed(attempt('a'), answers('a'), []);
  store.observed(attempt('b'), answers('b'), [store.attach(Buffer.from('a photo'))]);
  store.notObserved(attempt('c'), 'declined', 'nobody answered');
  store.observed(attempt('d'), answers('d'), []);
  store.close();
}

function codesOf(read: () => unknown): readonly string[] {
  try {
    read();
    return [];
  } catch (error) {
    if (error instanceof UserError) return error.problems.map(({ code }) => code);
    throw error;
  }
}

describe('evidence that was tampered with', () => {
  let place: ReturnType<typeof scratch>;
  const journal = () => join(place.folder, 'journal.jsonl');
  const head = () => join(place.folder, 'head.json');
  const lines = () => readFileSync(journal(), 'utf8').trimEnd().split('\n');
  const write = (kept: readonly string[]) => {
    writeFileSync(journal(), kept.map((line) => `${line}\n`).join(''));
  };
  const entry = (line: number) => JSON.parse(lines()[line]!) as JournalEntry & { observation: string };
  /** Seals every entry anew, as somebody would who knows how the chain is made. */
  const seal = (entries: readonly object[]) => {
    let previous = digest('0');
    write(
      entries.map((each, seq) => {
        const linked = { ...each, seq, previous };
        previous = hashOf(linked);
        return canonicalLine({ ...linked, hash: previous });
      }),
    );
  };
  const parsed = () => lines().map((line) => JSON.parse(line) as object);
  const without = <T>(list: readonly T[], index: number) => list.filter((_, at) => at !== index);

  beforeEach(() => {
    place = scratch();
    gathered(place.folder);
  });
  afterEach(() => {
    place.remove();
  });

  it('untouched evidence is read and proved', () => {
    const evidence = readEvidence(place.folder);
    expect(evidence.entries.map(({ type }) => type)).to.deep.equal([
      'opened',
      'observed',
      'observed',
      'not-observed',
      'observed',
      'closed',
    ]);
    expect(evidence.finished).to.equal(true);
    expect(verifyBlobs(evidence)).to.equal(4);
    expect(codesOf(() => readEvidence(place.folder, { head: evidence.head.hash }))).to.deep.equal([]);
  });

  const tampering: readonly { readonly name: string; readonly code: string; readonly tamper: () => void }[] = [
    {
      name: 'a changed word in a line',
      code: 'EVIDENCE_EDITED',
      tamper: () => write(lines().map((line, at) => (at === 1 ? line.replace('op-1', 'op-2') : line))),
    },
    {
      name: 'a line whose members are written in another order',
      code: 'EVIDENCE_EDITED',
      tamper: () => write(lines().map((line, at) => (at === 1 ? line.replace('{', '{ ') : line))),
    },
    {
      name: 'a line that is no JSON',
      code: 'EVIDENCE_EDITED',
      tamper: () => write(lines().map((line, at) => (at === 2 ? line.slice(0, -1) : line))),
    },
    {
      name: 'bytes that are not UTF-8',
      code: 'EVIDENCE_EDITED',
      tamper: () => {
        const bytes = readFileSync(journal());
        bytes[bytes.indexOf('nobody')] = 0xff;
        writeFileSync(journal(), bytes);
      },
    },
    {
      name: 'a changed line that was sealed anew',
      code: 'EVIDENCE_EDITED',
      tamper: () => {
        const changed = { ...entry(1), operator: 'op-2' };
        write(lines().map((line, at) => (at === 1 ? canonicalLine({ ...changed, hash: hashOf(changed) }) : line)));
      },
    },
    {
      name: 'a line that stands there twice',
      code: 'EVIDENCE_EDITED',
      tamper: () => write(lines().flatMap((line, at) => (at === 2 ? [line, line] : [line]))),
    },
    {
      name: 'a changed line, all later ones sealed anew',
      code: 'EVIDENCE_HEAD',
      tamper: () => seal(parsed().map((each, at) => (at === 3 ? { ...each, reason: 'unreachable' } : each))),
    },
    ...[0, 1, 3].map((line) => ({
      name: `dropped line ${line + 1}`,
      code: 'EVIDENCE_DROPPED',
      tamper: () => write(without(lines(), line)),
    })),
    {
      name: 'a dropped line, all later ones sealed anew',
      code: 'EVIDENCE_TRUNCATED',
      tamper: () => seal(without(parsed(), 3).map((each) => ('entries' in each ? { ...each, entries: 4 } : each))),
    },
    {
      name: 'two lines in the other order',
      code: 'EVIDENCE_REORDERED',
      tamper: () => {
        const [a, b, c, ...more] = lines();
        write([a!, c!, b!, ...more]);
      },
    },
    {
      name: 'a dropped last line',
      code: 'EVIDENCE_TRUNCATED',
      tamper: () => write(lines().slice(0, -1)),
    },
    {
      name: 'an emptied journal',
      code: 'EVIDENCE_TRUNCATED',
      tamper: () => write([]),
    },
    {
      name: 'a head that names another entry',
      code: 'EVIDENCE_HEAD',
      tamper: () => writeFileSync(head(), canonicalJson({ entries: 6, hash: digest('a') })),
    },
    {
      name: 'a removed head',
      code: 'EVIDENCE_HEAD',
      tamper: () => rmSync(head()),
    },
    {
      name: 'a head that is no head',
      code: 'EVIDENCE_HEAD',
      tamper: () => writeFileSync(head(), 'null'),
    },
    {
      name: 'two entries more than the head counts',
      code: 'EVIDENCE_HEAD',
      tamper: () => {
        const [, , , fourth] = parsed() as JournalEntry[];
        writeFileSync(head(), canonicalJson({ entries: 4, hash: fourth!.hash }));
      },
    },
    {
      name: 'half a line after the closing entry',
      code: 'EVIDENCE_EDITED',
      tamper: () => writeFileSync(journal(), `${lines().join('\n')}\n{"at":"2026`),
    },
    {
      name: 'a removed observation',
      code: 'EVIDENCE_MISSING',
      tamper: () => rmSync(blobPath(place.folder, entry(1).observation)),
    },
    {
      name: 'a changed observation',
      code: 'EVIDENCE_EDITED',
      tamper: () => {
        const path = blobPath(place.folder, entry(1).observation);
        writeFileSync(path, readFileSync(path, 'utf8').replace('label', 'lapel'));
      },
    },
    {
      name: 'a changed attachment',
      code: 'EVIDENCE_EDITED',
      tamper: () => {
        const [photo] = (entry(2) as unknown as { attachments: string[] }).attachments;
        writeFileSync(blobPath(place.folder, photo!), 'another photo');
      },
    },
  ];
  for (const { name, code, tamper } of tampering)
    it(`${name}: ${code}`, () => {
      tamper();
      expect(codesOf(() => verifyBlobs(readEvidence(place.folder)))).to.deep.equal([code]);
    });

  it('an honest chain with another head than the report names: EVIDENCE_HEAD', () => {
    const { hash } = readEvidence(place.folder).head;
    const store = new EvidenceStore(place.folder, opening);
    store.notObserved(attempt('a'), 'declined', 'nobody answered again');
    store.close();
    expect(codesOf(() => readEvidence(place.folder))).to.deep.equal([]);
    expect(codesOf(() => readEvidence(place.folder, { head: hash }))).to.deep.equal(['EVIDENCE_HEAD']);
  });

  it('every damaged observation is reported, not only the first', () => {
    rmSync(blobPath(place.folder, entry(1).observation));
    rmSync(blobPath(place.folder, entry(4).observation));
    const codes = codesOf(() => verifyBlobs(readEvidence(place.folder)));
    expect(codes).to.deep.equal(['EVIDENCE_MISSING', 'EVIDENCE_MISSING']);
  });

  it('no evidence at all is said plainly', () => {
    expect(codesOf(() => readEvidence(join(place.folder, 'nowhere')))).to.deep.equal(['FILE']);
    expect(existsSync(join(place.folder, 'nowhere'))).to.equal(false);
  });
});
