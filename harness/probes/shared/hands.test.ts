import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import { observingOf } from '../../development/observing.ts';
import type { ExaminerAnswer, ExaminerQuestion } from '../../gather/probe.ts';
import { byHand } from './bluetooth/by-hand.ts';
import { handsOf, type Hands } from './hands.ts';

const pairingActs = [{ id: 'paws', radio: 'both' as const, act: 'Hold both paws for five seconds.' }];
const given = observingOf({ ixit: { pairingActs }, child: { firstName: 'Quillfeather' } });

/** Hands of a person who answers every question so. */
function person(answer: ExaminerAnswer | undefined): { readonly hands: Hands; readonly asked: ExaminerQuestion[] } {
  const asked: ExaminerQuestion[] = [];
  const examiner = {
    ask: (question: ExaminerQuestion) => {
      asked.push(question);
      return Promise.resolve(answer);
    },
  };
  return { asked, hands: handsOf({ ...given, examiner }, 'bluetooth-classic') };
}

/** What a machine heard, and what became of its answer. */
async function machine(says: string, act: Parameters<Hands['do']>[1], number?: string) {
  const folder = mkdtempSync(join(tmpdir(), 'toymark-hands-'));
  const heard: string[] = [];
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.on('data', (line: Buffer) => {
      heard.push(line.toString());
      socket.write(says);
    });
  }).listen(join(folder, 'hands'));
  await once(server, 'listening');
  try {
    const bench = { ...given.bench, bluetooth: { hands: `unix:${join(folder, 'hands')}` } };
    const done = await handsOf({ ...given, bench }, 'bluetooth-le')
      .do('unit-1', act, number)
      .catch((error: unknown) => error);
    return { done, heard: JSON.parse(heard[0] ?? 'null') as unknown };
  } finally {
    server.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

describe('hands at a unit', () => {
  it('of a person are told the declared act, and the number that is to be compared', async () => {
    const { hands, asked } = person({ choice: 'done' });
    expect(await hands.do('unit-1', 'pairing')).to.deep.equal({ done: true });
    expect(await byHand(hands, 'unit-1').confirm(42)).to.equal(true);
    const [act, compare] = asked.map(({ question }) => question.ask);
    expect(act).to.contain('Hold both paws for five seconds.');
    expect(compare).to.match(/The bench shows 000042\./);
  });

  it('of a person who says that it cannot be done, or nothing, have done nothing', async () => {
    for (const answer of [{ choice: 'impossible' }, undefined]) {
      const { hands } = person(answer);
      expect(await hands.do('unit-1', 'restart')).to.deep.equal({ done: false });
      expect(await byHand(hands, 'unit-1').confirm(1)).to.equal(false);
      expect(await byHand(hands, 'unit-1').passkey()).to.equal(undefined);
    }
  });

  it('of a person read a number of six figures, and nothing else', async () => {
    const read = (text: string) => byHand(person({ text }).hands, 'unit-1').passkey();
    expect(await read(' 000271 ')).to.equal(271);
    for (const text of ['27182', '2718281', '27 182', 'none', '']) expect(await read(text), text).to.equal(undefined);
  });

  it('of nobody do nothing', async () => {
    expect(await handsOf(given, 'bluetooth-le').do('unit-1', 'pairing')).to.deep.equal({ done: false });
  });

  it('of a machine are told unit, act, radio and number, one line each', async () => {
    const { done, heard } = await machine('{"done":true}\n', 'confirm', '000042');
    expect(done).to.deep.equal({ done: true });
    expect(heard).to.deep.equal({ unit: 'unit-1', act: 'confirm', radio: 'bluetooth-le', number: '000042' });
    const { heard: entered } = await machine('{"done":true}\n', 'enter');
    expect(entered).to.deep.include({ values: { firstName: 'Quillfeather' } });
  });

  for (const says of ['null\n', '[]\n', '{"done":"yes"}\n', '{"done":1,"passkey":"12"}\n'])
    it(`of a machine that answers ${says.trim()} have done nothing`, async () => {
      expect((await machine(says, 'passkey')).done).to.deep.equal({ done: false });
    });

  it('of a machine that answers what is no JSON count as broken, with its place', async () => {
    const { done } = await machine('done!\n', 'pairing');
    expect(done).to.have.property('reason', 'tool-missing');
    expect(String(done)).to.match(/hands at .*hands do not work/);
  });
});
