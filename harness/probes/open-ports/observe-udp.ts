import type { OpenPortsObservation } from '../../../schemas/types.ts';
import { NotObserved, type Observing } from '../../gather/probe.ts';
import { printable } from '../shared/printable.ts';
import { addressesOf, type Family } from '../shared/reach.ts';
import { ask, type Heard } from './ask-datagram.ts';
import { watched } from '../shared/lateness.ts';
import { neighbourAnswers } from '../shared/liveness.ts';
import { questions, recogniseDatagram, type Question } from './udp-payloads.ts';

type Udp = OpenPortsObservation['udp'][number];
type Scan = OpenPortsObservation['scans'][number];
type Seen = Pick<Observing, 'bench' | 'declaration' | 'signal' | 'progress'>;

const portsAtOnce = 24;

/** Asks the usual UDP ports and the declared ones in the words of the protocols they might speak. */
export async function observeUdp(unit: string, observing: Seen): Promise<OpenPortsObservation> {
  const addresses = addressesOf(unit, observing);
  if (addresses.length === 0) throw new NotObserved('input-missing', `the bench names no address of ${unit}`);
  const parts = await Promise.all(addresses.map((place) => observeAddress(unit, place, observing)));
  return {
    complete: parts.every(({ there }) => there),
    scans: firstOfEach(parts.map(({ scan }) => scan)),
    tcp: [],
    udp: firstOfEach(parts.flatMap(({ udp }) => udp)),
    baseline: [],
  };
}

interface Part {
  readonly there: boolean;
  readonly scan: Scan;
  readonly udp: readonly Udp[];
}

async function observeAddress(
  unit: string,
  { family, address }: { readonly family: Family; readonly address: string },
  observing: Seen,
): Promise<Part> {
  const started = performance.now();
  const { services } = observing.declaration.ixit;
  const plan = planOf(services.filter(({ transport }) => transport === 'udp').map(({ port }) => port));
  const prefix = `${unit}/udp/${family.toLowerCase()}`;
  const udp: Udp[] = [];
  const answers = { any: false, done: 0 };
  const visit = async ([port, asked]: readonly [number, readonly Question[]]) => {
    const { heard, refused } = await askPort({ address, port }, asked, observing.signal);
    answers.any ||= refused || heard !== undefined;
    if (heard !== undefined) udp.push({ id: `${prefix}/${port}`, unit, family, port, ...rowOf(heard) });
    observing.progress(++answers.done / plan.length, `UDP ports of ${unit}`);
  };
  const { lateness } = await watched(() => inTurns(plan, visit));
  udp.sort((a, b) => a.port - b.port);
  const milliseconds = Math.round(performance.now() - started);
  const counts = { ports: plan.length, hostAnswered: answers.any, milliseconds };
  const scan: Scan = { id: prefix, unit, family, transport: 'udp', address, ...counts, lateness };
  return { there: answers.any || (await neighbourAnswers(address)), scan, udp };
}

/** Each port with its questions; a declared port is asked everything until it answers. */
function planOf(declared: readonly number[]): readonly (readonly [number, readonly Question[]])[] {
  const ports = [...new Set([...declared, ...questions.flatMap(({ ports: usual }) => usual)])];
  return ports.map((port) => {
    const usual = questions.filter((question) => question.ports.includes(port));
    const others = declared.includes(port) ? questions.filter((question) => !usual.includes(question)) : [];
    return [port, [...usual, ...others]] as const;
  });
}

/** The usual UDP ports that answer at an address. */
export async function answeringUdp(address: string, signal: AbortSignal): Promise<readonly number[]> {
  const ports: number[] = [];
  await inTurns(planOf([]), async ([port, asked]) => {
    const { heard } = await askPort({ address, port }, asked, signal);
    if (heard !== undefined) ports.push(port);
  });
  return ports.sort((a, b) => a - b);
}

interface Answer extends Heard {
  readonly question: Question;
}

/** Keeps the answer that is largest for its question. Questions that are not usual for the port end with the first answer. */
async function askPort(
  place: { readonly address: string; readonly port: number },
  asked: readonly Question[],
  signal: AbortSignal,
): Promise<{ readonly heard: Answer | undefined; readonly refused: boolean }> {
  let heard: Answer | undefined;
  let refused = false;
  for (const question of asked) {
    const usual = question.ports.includes(place.port);
    if (!usual && (refused || heard !== undefined)) break;
    signal.throwIfAborted();
    const reply = await ask({ ...place, question, tries: usual ? 2 : 1 });
    if (reply === 'refused') refused = true;
    else if (reply !== undefined && gainOf({ ...reply, question }) > gainOf(heard)) heard = { ...reply, question };
  }
  return { heard, refused };
}

const gainOf = (answer: Answer | undefined): number =>
  answer === undefined ? -1 : answer.bytes / answer.question.request.length;

function rowOf({ question, first, bytes }: Answer): Pick<Udp, 'speaks' | 'requestBytes' | 'replyBytes' | 'excerpt'> {
  return {
    speaks: recogniseDatagram(first, question),
    requestBytes: question.request.length,
    replyBytes: bytes,
    ...(first.length === 0 ? {} : { excerpt: printable(first, 200) }),
  };
}

async function inTurns<Item>(items: readonly Item[], visit: (item: Item) => Promise<void>): Promise<void> {
  let next = 0;
  const lane = async () => {
    for (let item = items[next++]; item !== undefined; item = items[next++]) await visit(item);
  };
  await Promise.all(Array.from({ length: portsAtOnce }, lane));
}

function firstOfEach<Row extends { readonly id: string }>(rows: readonly Row[]): Row[] {
  return [...new Map(rows.toReversed().map((row) => [row.id, row])).values()].reverse();
}
