import { marksIn } from '../shared/service/content.ts';
import { ask, callThat, play, type Desk, type Family } from '../shared/service/family.ts';
import { settle } from '../shared/service/rehearsal.ts';
import { handUnit } from '../shared/service/unit.ts';
import type { Lived } from './probe.ts';
import type { Remain } from './remains.ts';

/** Passes a unit from one family to another, once with and once without a release, and lets both ask for everything. */
export async function observeTransfer(desk: Desk): Promise<Lived> {
  const remains: Remain[] = [];
  let control = true;
  for (const way of ['without-release', 'with-release'] as const) {
    const [former, next] = [await settle(desk), await settle(desk)];
    const pair = { former, next };
    control = (await passOn(desk, pair, way)) && control;
    remains.push(...(await lookAround(desk, pair, way)));
    const release = callThat(desk, 'release');
    if (release !== undefined) for (const family of [former, next]) await ask(desk, family, release.request);
  }
  const id = `${desk.api.id}/transfer`;
  const life = { id, api: desk.api.id, reached: true, occasion: 'transfer' as const, control };
  return { lives: [{ ...life, done: control, confirmed: null, waitedHours: 0 }], exported: [], remains };
}

interface Pair {
  readonly former: Family;
  readonly next: Family;
}

/** Whether the former family had the unit, and after a release the next one. */
async function passOn(desk: Desk, { former, next }: Pair, way: Remain['way']): Promise<boolean> {
  const [link, command, release] = [callThat(desk, 'link'), callThat(desk, 'command'), callThat(desk, 'release')];
  for (const family of [former, next]) handUnit(desk, family, 0);
  if (link === undefined) return false;
  const linked = await play(desk, former, link);
  const state = desk.calls.find(({ id }) => id === link.state);
  const seen = state && (await ask(desk, former, state.request));
  const had = seen === undefined || seen.text.includes(former.values.get('serial') ?? '?');
  if (command !== undefined) await ask(desk, former, command.request);
  if (way === 'with-release' && release !== undefined) await ask(desk, former, release.request);
  const taken = await play(desk, next, link);
  const passed = taken !== undefined && taken.status < 400;
  return linked !== undefined && linked.status < 400 && had && (passed || way === 'without-release');
}

/** What each of the two sees of the other, and whether its commands reach what is not its own. */
async function lookAround(desk: Desk, { former, next }: Pair, way: Remain['way']): Promise<readonly Remain[]> {
  const rows: Remain[] = [];
  const calls = desk.calls.filter(
    ({ does, administrative }) => ['read', 'list'].includes(does) && administrative !== true,
  );
  const sides = [
    { credentials: 'former-family' as const, who: former, owner: next },
    { credentials: 'next-family' as const, who: next, owner: former },
  ];
  for (const { credentials, who, owner } of sides) {
    for (const call of calls) {
      const answer = await ask(desk, who, call.request);
      // The serial number is the unit's and not a family's.
      const marks = owner.marks.filter((mark) => !who.marks.includes(mark));
      if (answer !== undefined)
        rows.push({
          ...row(desk, way, { call: call.id, credentials }),
          status: answer.status,
          marks: marksIn(answer.text, marks, answer.sent),
          obeyed: null,
        });
    }
    rows.push(...(await tryCommand(desk, { who, owner, credentials }, way)));
  }
  return rows;
}

interface Side {
  readonly who: Family;
  readonly owner: Family;
  readonly credentials: 'former-family' | 'next-family';
}

async function tryCommand(
  desk: Desk,
  { who, owner, credentials }: Side,
  way: Remain['way'],
): Promise<readonly Remain[]> {
  const command = callThat(desk, 'command');
  const state = desk.calls.find(({ id }) => id === command?.state);
  if (command === undefined || state === undefined) return [];
  const holds = async () => (await ask(desk, owner, state.request))?.text;
  const before = await holds();
  const answer = await ask(desk, who, command.request);
  const after = await holds();
  const hadIt = before?.includes(owner.values.get('serial') ?? '?') === true;
  // No answer is no change.
  const obeyed = hadIt && after === undefined ? null : hadIt && after !== before;
  return [{ ...row(desk, way, { call: command.id, credentials }), status: answer?.status ?? null, marks: 0, obeyed }];
}

const row = (desk: Desk, way: Remain['way'], { call, credentials }: Pick<Remain, 'call' | 'credentials'>) => ({
  id: `${desk.api.id}/transfer/${way}/${call}/${credentials}`,
  ...{ api: desk.api.id, occasion: 'transfer' as const, call, credentials, way, control: true },
});
