import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import type { Examiner, ExaminerAnswer, Observing } from '../../gather/probe.ts';
import { NotObserved } from '../../gather/probe.ts';

/**
 * Something done to a unit by hand: the declared act that opens pairing, switching off and on, play, entering the values of
 * the bench's child, reading the number that the unit shows or speaks, and confirming there that it is the bench's.
 */
export type Act = 'pairing' | 'restart' | 'play' | 'enter' | 'passkey' | 'confirm';

/** What was done; `passkey` is what the unit showed. */
export interface Done {
  readonly done: boolean;
  readonly passkey?: string;
}

/** Who touches the units: a machine that the bench names, or else the person at the bench. */
export interface Hands {
  /** `number` is the one that the bench shows, where it is to be compared. */
  readonly do: (unit: string, act: Act, number?: string) => Promise<Done>;
}

type Setting = Pick<Observing, 'bench' | 'declaration' | 'testCases' | 'examiner' | 'signal'>;

const patience = 10_000;
/** Characters of one answer at most. */
const mostSaid = 1000;

/** The hands of this bench. What neither a machine nor a person does comes back as not done. */
export function handsOf(setting: Setting, radio: 'bluetooth-le' | 'bluetooth-classic'): Hands {
  const { bench, examiner } = setting;
  const machine = bench.bluetooth?.hands;
  const words = wordsFor(setting, radio);
  return {
    do: (unit, act, number) => {
      const values = act === 'enter' ? (bench.child ?? {}) : undefined;
      if (machine !== undefined) return ordered(machine.replace('unix:', ''), { unit, act, radio, values, number });
      if (examiner === undefined) return Promise.resolve({ done: false });
      return asked(examiner, { setting, unit, act, ask: words[act].replace('{number}', number ?? '') });
    },
  };
}

// One line of JSON to the machine, one back.
async function ordered(path: string, order: object): Promise<Done> {
  const socket = connect(path);
  socket.setTimeout(patience, () => socket.destroy(new Error('no answer')));
  try {
    await once(socket, 'connect');
    socket.write(`${JSON.stringify(order)}\n`);
    return doneIn(JSON.parse(await lineFrom(socket)));
  } catch (error) {
    throw new NotObserved('tool-missing', `the bench's hands at ${path} do not work: ${(error as Error).message}`);
  } finally {
    socket.destroy();
  }
}

// A machine that hangs up, or that comes to no end, has not answered.
function lineFrom(socket: Socket): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    socket.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      const end = said.indexOf('\n');
      if (end >= 0) resolve(said.slice(0, end));
      else if (said.length > mostSaid) reject(new Error('the answer does not end'));
    });
    socket.once('error', reject);
    socket.once('close', () => reject(new Error('it hung up without an answer')));
  });
}

function doneIn(answer: unknown): Done {
  const { done, passkey } = (answer ?? {}) as { readonly done?: unknown; readonly passkey?: unknown };
  return { done: done === true, ...(typeof passkey === 'string' && /^\d{6}$/.test(passkey) ? { passkey } : {}) };
}

interface Asking {
  readonly setting: Setting;
  readonly unit: string;
  readonly act: Act;
  readonly ask: string;
}

async function asked(examiner: Examiner, { setting, unit, act, ask }: Asking): Promise<Done> {
  const testCase = setting.testCases[0]?.id ?? '';
  const id = `hands/${act}`;
  const choices = { done: 'It is done.', impossible: 'It cannot be done.' };
  const question = act === 'passkey' ? { id, ask, text: true as const } : { id, ask, choices };
  const answer = await examiner.ask({ testCase, question, row: { id: unit } });
  return act === 'passkey' ? shown(answer) : { done: answer?.choice === 'done' };
}

const shown = (answer: ExaminerAnswer | undefined): Done => {
  const passkey = answer?.text?.trim() ?? '';
  return /^\d{6}$/.test(passkey) ? { done: true, passkey } : { done: false };
};

function wordsFor({ declaration, bench }: Setting, radio: 'bluetooth-le' | 'bluetooth-classic'): Record<Act, string> {
  const declared = declaration.ixit.pairingActs.find((row) => row.radio === radio || row.radio === 'both');
  const child = Object.values(bench.child ?? {}).join(', ');
  return {
    pairing: `Open the unit for a new pairing, and answer at the moment that the act ends. ${declared?.act ?? ''}`,
    restart: 'Switch the unit off and on again.',
    play: 'Play with the unit for a minute.',
    enter: `Enter these values wherever the unit or its app asks for something like it: ${child}.`,
    confirm:
      'The bench shows {number}. Where the unit shows the same number, confirm it at the unit; else say that it cannot be done.',
    passkey: 'Which number of six figures does the unit show, speak, or have printed on it?',
  };
}
