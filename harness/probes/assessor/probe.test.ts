import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { after, describe, it } from 'mocha';
import { digestOf } from '../../../schemas/canonical-json.ts';
import { declared } from '../../../schemas/declared.ts';
import { UserError, type Problem } from '../../../schemas/problem.ts';
import type { AssessorObservation, Declaration, TestCase } from '../../../schemas/types.ts';
import { validate } from '../../../schemas/validate.ts';
import { scratch } from '../../development/peer.ts';
import { answersFile, questionsIn } from '../../gather/examiners/answers-file.ts';
import { NotObserved, type Examiner, type Observing } from '../../gather/probe.ts';
import { probe } from './probe.ts';

const { folder, remove } = scratch();
const picture = Buffer.from('ffd8ffe000104a464946', 'hex');
const testCases = [
  {
    id: 'INFO-3-1',
    rows: 'product.units',
    questions: [{ id: 'designation', ask: 'Which?', text: true, photo: 'required' }],
  },
  { id: 'AUTH-3-1', rows: 'ixit.credentials', questions: [{ id: 'change', ask: 'What?', text: true }] },
  {
    id: 'VULN-3-1',
    questions: [
      { id: 'process', ask: 'What?', choices: { document: 'Written.', nothing: 'Nothing.' } },
      { id: 'days-since', ask: 'How long ago?', number: { unit: 'days', minimum: 0, maximum: 9999 } },
      { id: 'covered', ask: 'Which?', list: true },
    ],
  },
] as unknown as readonly TestCase[];
const declaration = declared({
  product: { units: [{ id: 'unit-1' }, { id: 'unit-2' }] },
  ixit: {},
} as unknown as Declaration);
const targets = probe.targets({ declaration, testCases, parameters: {} });

function examinerOf(answers: string): Examiner {
  const file = join(folder, 'answers.yaml');
  writeFileSync(file, `operator: op-1\nansweredAt: 2026-11-02T09:00:00Z\nanswers:\n${answers}`);
  return answersFile(file, questionsIn(testCases, declaration)).examiner;
}

async function observe(id: string, examiner: Examiner | undefined): Promise<AssessorObservation['answers'][number]> {
  const observing = {
    declaration,
    testCases,
    operator: 'op-1',
    benchFolder: join(folder, 'bench'),
    signal: AbortSignal.timeout(10_000),
    attach: (bytes: Uint8Array) => digestOf(Buffer.from(bytes).toString('latin1')),
    examiner,
  } as unknown as Observing;
  const observation = await probe.observe(
    targets.find((target) => target.id === id)!,
    observing,
  );
  expect(validate('observations/assessor', observation)).to.deep.equal([]);
  return observation.answers[0]!;
}

async function reasonOf(observing: Promise<unknown>): Promise<string> {
  const error: unknown = await observing.then(
    () => undefined,
    (caught: unknown) => caught,
  );
  expect(error).to.be.instanceOf(NotObserved);
  return (error as NotObserved).reason;
}

describe('assessor', () => {
  mkdirSync(join(folder, 'bench/photos'), { recursive: true });
  writeFileSync(join(folder, 'bench/photos/label.jpg'), picture);
  writeFileSync(join(folder, 'bench/notes.jpg'), 'not a picture');
  writeFileSync(join(folder, 'outside.jpg'), picture);
  after(remove);

  it('each question of each row is a target that needs the person', () => {
    expect(targets.map(({ id }) => id)).to.deep.equal([
      'info-3-1/designation/unit-1',
      'info-3-1/designation/unit-2',
      'vuln-3-1/process',
      'vuln-3-1/days-since',
      'vuln-3-1/covered',
    ]);
    expect(targets[0]).to.deep.include({ testCases: ['INFO-3-1'], occupies: ['person'] });
  });

  it('only the rows are asked about that a test case is about', () => {
    const questions = [{ id: 'change', ask: 'What?', text: true }];
    const about = { id: 'AUTH-3-1', rows: 'ixit.credentials', rowsWhere: { holder: ['guardian'], factory: [true] } };
    const credentials = [
      { id: 'password', holder: 'guardian', factory: true },
      { id: 'own-password', holder: 'guardian', factory: false },
      { id: 'toy-key', holder: 'toy', factory: true },
    ];
    const given = { ...declaration, ixit: { ...declaration.ixit, credentials } } as unknown as typeof declaration;
    const asking = [{ ...about, questions }] as unknown as readonly TestCase[];
    const asked = probe.targets({ declaration: given, testCases: asking, parameters: {} });
    expect(asked.map(({ id }) => id)).to.deep.equal(['auth-3-1/change/password']);
  });

  it('an answer is recorded with its picture by digest and nothing of a verdict', async () => {
    const answer = '  - {question: INFO-3-1/designation, row: unit-1, text: PB-100, photo: photos/label.jpg}\n';
    expect(await observe('info-3-1/designation/unit-1', examinerOf(answer))).to.deep.equal({
      id: 'info-3-1/designation/unit-1',
      testCase: 'INFO-3-1',
      question: 'designation',
      row: 'unit-1',
      text: 'PB-100',
      photo: digestOf(picture.toString('latin1')),
      operator: 'op-1',
      answeredAt: '2026-11-02T09:00:00Z',
    });
  });

  const fitting = [
    { id: 'vuln-3-1/process', said: 'choice: nothing', seen: { choice: 'nothing' } },
    { id: 'vuln-3-1/days-since', said: 'number: 12', seen: { number: 12 } },
    { id: 'vuln-3-1/covered', said: 'list: [a, b]', seen: { list: ['a', 'b'] } },
    { id: 'vuln-3-1/covered', said: 'list: []', seen: { list: [] } },
  ];
  for (const { id, said, seen } of fitting)
    it(`${said} answers ${id}`, async () => {
      const examiner = examinerOf(`  - {question: ${id.replace('vuln', 'VULN')}, ${said}}\n`);
      expect(await observe(id, examiner)).to.deep.include(seen);
    });

  const unfit = [
    { id: 'vuln-3-1/process', said: 'choice: pass', reason: 'input-missing' },
    { id: 'vuln-3-1/process', said: 'choice: constructor', reason: 'input-missing' },
    { id: 'vuln-3-1/process', said: 'text: document', reason: 'input-missing' },
    { id: 'vuln-3-1/days-since', said: 'number: -1', reason: 'input-missing' },
    { id: 'info-3-1/designation/unit-1', said: 'row: unit-1, text: PB-100', reason: 'input-missing' },
    { id: 'info-3-1/designation/unit-1', said: 'row: unit-1, text: x, photo: ../outside.jpg', reason: 'input-missing' },
    { id: 'info-3-1/designation/unit-1', said: 'row: unit-1, text: x, photo: notes.jpg', reason: 'input-missing' },
    { id: 'info-3-1/designation/unit-1', said: 'row: unit-1, text: x, photo: none.jpg', reason: 'input-missing' },
    { id: 'info-3-1/designation/unit-2', said: 'row: unit-1, text: x, photo: photos/label.jpg', reason: 'declined' },
  ];
  for (const { id, said, reason } of unfit)
    it(`${said} does not answer ${id}`, async () => {
      const question = id.replace(/^[a-z]+/, (group) => group.toUpperCase()).replace(/\/unit-.$/, '');
      expect(await reasonOf(observe(id, examinerOf(`  - {question: ${question}, ${said}}\n`)))).to.equal(reason);
    });

  it('with nobody at the bench nothing is observed', async () => {
    expect(await reasonOf(observe('vuln-3-1/process', undefined))).to.equal('input-missing');
  });

  it('a file that answers a question twice is refused', () => {
    const twice = '  - {question: VULN-3-1/process, choice: nothing}\n'.repeat(2);
    expect(() => examinerOf(twice)).to.throw(UserError, 'DUPLICATE_ID');
  });

  it('a file that answers what nobody asks is refused, each answer with its place and what is near', () => {
    const answers = [
      '{question: VULN-3-1/proces, choice: nothing}',
      '{question: INFO-3-1/designation, text: PB-100}',
      '{question: VULN-3-1/process, row: unit-1, choice: nothing}',
      '{question: VULN-3-2/something-else, text: x}',
      '{question: INFO-3-1/designation, row: unit-7, text: PB-100}',
      '{question: INFO-3-1/designation, row: rabbit, text: PB-100}',
      '{question: AUTH-3-1/change, row: owner-pin, text: x}',
    ];
    let problems: readonly Problem[] = [];
    try {
      examinerOf(answers.map((answer) => `  - ${answer}\n`).join(''));
    } catch (error) {
      problems = (error as UserError).problems;
    }
    expect(problems.map(({ where, code, hint }) => [where.replace(/^.*yaml/, ''), code, hint])).to.deep.equal([
      [':4:16', 'UNKNOWN_NAME', 'Is "VULN-3-1/process" meant?'],
      [':5:16', 'MISSING', undefined],
      [':6:39', 'UNKNOWN_FIELD', undefined],
      [':7:16', 'UNKNOWN_NAME', 'Asked for VULN-3: VULN-3-1/process, VULN-3-1/days-since, VULN-3-1/covered.'],
      [':8:43', 'UNKNOWN_NAME', 'Is "unit-1" meant?'],
      [':9:43', 'UNKNOWN_NAME', 'It has unit-1, unit-2.'],
      [':10:38', 'UNKNOWN_NAME', 'That table is empty; leave the answer out.'],
    ]);
  });
});
