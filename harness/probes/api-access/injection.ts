import type { Answered } from '../shared/service/client.ts';
import { fill, type Call } from '../shared/service/fill.ts';
import type { Desk, Family } from '../shared/service/family.ts';
import { pairs, type Pair } from './injection-pairs.ts';
import { parametersOf, withValue, type Parameter } from './parameters.ts';
import type { Observation, Part } from './probe.ts';
import { controlRow } from './controls.ts';
import { rehearse, settle } from '../shared/service/rehearsal.ts';

type Injection = Observation['injections'][number];

const repetitions = 3;
const patience = 12;

/** Each parameter of each call is given pairs of values that only a service that executes them tells apart. */
export async function observeInjection(desk: Desk): Promise<Part> {
  let family = await settle(desk);
  const rehearsed = await rehearse(desk, family);
  const injections: Injection[] = [];
  for (const { call, distinct } of rehearsed.filter(({ answer }) => answer.status < 400))
    for (const parameter of parametersOf(call)) {
      let bench: Bench = { desk, family, call, parameter, slowed: false };
      let rows = await tryParameter(bench);
      if (bench.slowed && desk.made.length < patience) {
        // The service slows whoever tries much; a fresh account goes on.
        family = await settle(desk);
        await rehearse(desk, family);
        bench = { desk, family, call, parameter, slowed: false };
        rows = await tryParameter(bench);
      }
      injections.push(...rows.map((row) => ({ ...row, control: distinct })));
    }
  return { controls: rehearsed.map((one) => controlRow(one, `${desk.api.id}/injection`)), injections };
}

interface Bench {
  readonly desk: Desk;
  readonly family: Family;
  readonly call: Call;
  readonly parameter: Parameter;
  slowed: boolean;
}

async function tryParameter(bench: Bench): Promise<readonly Injection[]> {
  const { call, family, parameter } = bench;
  const value = parameter.valueIn(family.values);
  const control = [await behaviour(bench, value), await behaviour(bench, value)];
  const stable = control[0] !== undefined && control[0] === control[1];
  const rows: Injection[] = [];
  for (const pair of pairs(value, parameter.kind)) {
    const where = {
      id: `${bench.desk.api.id}/injection/${call.id}/${parameter.name}/${pair.name}`,
      api: call.api,
      call: call.id,
    };
    const told = stable ? await toldApart(bench, pair) : { differs: null, harmlessDiffers: null };
    rows.push({ ...where, parameter: parameter.name, family: pair.family, repetitions, stable, ...told });
  }
  return rows;
}

async function toldApart(bench: Bench, { one, other, harmlessOne, harmlessOther }: Pair) {
  let differs: boolean | null = true;
  for (let at = 0; at < repetitions && differs === true; at++) differs = await differ(bench, one, other);
  const harmlessDiffers = differs === true ? await differ(bench, harmlessOne, harmlessOther) : false;
  return { differs, harmlessDiffers };
}

async function differ(bench: Bench, one: unknown, other: unknown): Promise<boolean | null> {
  const [first, second] = [await behaviour(bench, one), await behaviour(bench, other)];
  return first === undefined || second === undefined ? null : first !== second;
}

/** What an answer does, without what was sent and what is new each time; undefined where none came. */
async function behaviour(bench: Bench, value: unknown): Promise<string | undefined> {
  const { desk, family, call, parameter } = bench;
  const request = withValue(call.request, parameter, value);
  const filled = fill(request, family.values, family.picture);
  const answer = filled && (await desk.client.send(filled, family.credential));
  if (answer?.status === 429) bench.slowed = true;
  return answer && normal(answer, typeof value === 'string' ? value : '');
}

function normal({ status, text, cookies, location = '' }: Answered, sent: string): string {
  const echoes = [
    sent,
    JSON.stringify(sent).slice(1, -1),
    encodeURIComponent(sent),
    sent.trim(),
    JSON.stringify(sent.trim()).slice(1, -1),
  ];
  const bare = [text, location].map((part) =>
    echoes.reduce((rest, echo) => (echo === '' ? rest : rest.replaceAll(echo, '')), part),
  );
  const steady = bare
    .join(' ')
    .replace(/[A-Za-z0-9_-]{16,}/g, '')
    .replace(/\d{9,}/g, '');
  return [status, ...cookies.map((cookie) => cookie.split('=', 1)[0]), steady].join(' ');
}
