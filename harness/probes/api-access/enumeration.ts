import { randomInt } from 'node:crypto';
import type { Answered } from '../shared/service/client.ts';
import { watched } from '../shared/lateness.ts';
import { fill, namesIn } from '../shared/service/fill.ts';
import type { Desk, Family } from '../shared/service/family.ts';
import type { Observation, Part } from './probe.ts';
import { rehearse, settle, type Rehearsed } from '../shared/service/rehearsal.ts';

type Row = Observation['enumerations'][number];

/** On each route that takes an identifier, many are asked for that do not exist, each route by an account of its own. */
export async function observeEnumeration(desk: Desk): Promise<Part> {
  const enumerations: Row[] = [];
  const family = await settle(desk);
  for (const control of (await rehearse(desk, family)).filter(takesIdentifier)) {
    const caller = enumerations.length === 0 ? family : await settle(desk);
    if (caller !== family) await rehearse(desk, caller);
    enumerations.push(await enumerate(desk, caller, control));
  }
  return { enumerations };
}

const takesIdentifier = ({ call: { request, administrative } }: Rehearsed): boolean =>
  request.method === 'GET' && administrative !== true && namesIn({ ...request, json: {} }).length > 0;

async function enumerate(desk: Desk, caller: Family, { call }: Rehearsed): Promise<Row> {
  const name = namesIn(call.request).at(-1) ?? '';
  const own = caller.values.get(name) ?? '';
  const send = asking(desk, caller, call);
  const before = await send(own);
  const most = Number(desk.observing.parameters['attempts'] ?? 100) + 1;
  const { value: tried, lateness } = await watched(() => tryMany(() => send(likeIt(own)), most));
  const { answered, refusedAt, first, times } = tried;
  const few = Math.min(10, times.length);
  return {
    ...{
      id: `${desk.api.id}/enumeration/${call.id}`,
      api: call.api,
      call: call.id,
      attempts: most,
      answered,
      refusedAt,
    },
    firstMilliseconds: median(times.slice(0, few)),
    lastMilliseconds: median(times.slice(-few)),
    lateness,
    control: before !== undefined && before.status < 400 && first !== undefined && first !== before.status,
  };
}

// Until one is refused.
async function tryMany(send: () => Promise<Answered | undefined>, most: number) {
  const times: number[] = [];
  let [answered, refusedAt]: [number, number | null] = [0, null];
  let first: number | undefined;
  for (let at = 1; at <= most && refusedAt === null; at++) {
    const answer = await send();
    if (answer === undefined) continue;
    answered++;
    first ??= answer.status;
    times.push(answer.milliseconds);
    if (answer.status === 429 || (answer.status !== first && answer.status >= 400)) refusedAt = at;
  }
  return { answered, refusedAt, first, times };
}

// The last identifier of the address is the one that is tried.
const asking =
  (desk: Desk, { values, credential, picture }: Family, { request }: Rehearsed['call']) =>
  (id: string): Promise<Answered | undefined> => {
    const name = namesIn(request).at(-1) ?? '';
    const filled = fill(request, new Map([...values, [name, id]]), picture);
    return filled === undefined ? Promise.resolve(undefined) : desk.client.send(filled, credential);
  };

/** Another value of the same look: figures for figures, letters for letters. Of a short one the same may be drawn again. */
export function likeIt(id: string): string {
  for (let draw = 0; draw < 100; draw++) {
    const other = drawLike(id);
    if (other !== id) return other;
  }
  return id;
}

const drawLike = (id: string): string =>
  id
    .replace(/\d/g, () => String(randomInt(10)))
    .replace(/[a-z]/g, () => 'abcdefghijklmnopqrstuvwxyz'[randomInt(26)] ?? 'a')
    .replace(/[A-Z]/g, () => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'[randomInt(26)] ?? 'A');

const median = (values: readonly number[]): number =>
  values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;
