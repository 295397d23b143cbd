import { PassThrough } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import type { ExaminerQuestion } from '../probe.ts';
import { terminalExaminer } from './terminal.ts';

type Question = ExaminerQuestion['question'];

const enter = '\r';
const down = '\u001b[B';
const controlC = '\u0003';

/** Types keys one after the other, as a person would, and returns what was asked and answered. */
async function typing(question: Question, keys: readonly string[], row?: ExaminerQuestion['row']) {
  const [input, output] = [new PassThrough(), new PassThrough()];
  let shown = '';
  let interrupted = 0;
  output.on('data', (chunk: Buffer) => (shown += chunk.toString()));
  const examiner = terminalExaminer({ input, output, interrupt: () => interrupted++ });
  const asked = { testCase: 'INFO-3-1', question, row };
  const answering = examiner.ask(asked);
  for (const key of keys) {
    await sleep(60);
    input.write(key);
  }
  const answer = await answering;
  return { answer, shown, interrupted: () => interrupted, again: () => examiner.ask(asked) };
}

const choices = { document: 'It was written.', nothing: 'There was nothing.' };

describe('the examiner at the terminal', () => {
  const answers: readonly { name: string; question: Question; keys: readonly string[]; answer: unknown }[] = [
    {
      name: 'a choice',
      question: { id: 'q', ask: 'What?', choices },
      keys: [down, enter],
      answer: { choice: 'nothing' },
    },
    {
      name: 'no choice now',
      question: { id: 'q', ask: 'What?', choices },
      keys: [down, down, enter],
      answer: undefined,
    },
    {
      name: 'a reading',
      question: { id: 'q', ask: 'Long?', number: { unit: 'days' } },
      keys: ['12.5', enter],
      answer: { number: 12.5 },
    },
    {
      name: 'no reading now',
      question: { id: 'q', ask: 'Long?', number: { unit: 'days' } },
      keys: [enter],
      answer: undefined,
    },
    {
      name: 'words',
      question: { id: 'q', ask: 'Which?', text: true },
      keys: ['PB-100', enter],
      answer: { text: 'PB-100' },
    },
    {
      name: 'a list',
      question: { id: 'q', ask: 'Which?', list: true },
      keys: ['mic; tilt ;', enter],
      answer: { list: ['mic', 'tilt'] },
    },
    {
      name: 'an empty list',
      question: { id: 'q', ask: 'Which?', list: true },
      keys: ['none', enter],
      answer: { list: [] },
    },
    {
      name: 'words with a picture',
      question: { id: 'q', ask: 'Which?', text: true, photo: 'required' },
      keys: ['PB-100', enter, 'photos/a.jpg', enter],
      answer: { text: 'PB-100', photo: 'photos/a.jpg' },
    },
  ];
  for (const { name, question, keys, answer } of answers)
    it(`takes ${name}`, async () => {
      expect((await typing(question, keys)).answer).to.deep.equal(answer);
    });

  it('shows the test case, the row and the question, without the row’s control characters', async () => {
    const row = { id: 'unit-1', serial: 'PB\u001b[2J100' };
    const { shown } = await typing({ id: 'q', ask: 'Which designation?', text: true }, ['x', enter], row);
    expect(shown)
      .to.include('INFO-3-1 — unit-1')
      .and.include('serial: PB\\x1b[2J100')
      .and.include('Which designation?');
  });

  it('Ctrl-C ends the asking and not what was answered before', async () => {
    const { answer, interrupted, again } = await typing({ id: 'q', ask: 'Which?', text: true }, ['PB', controlC]);
    expect(answer).to.equal(undefined);
    expect(interrupted()).to.equal(1);
    expect(await again(), 'nothing is asked any more').to.equal(undefined);
  });
});
