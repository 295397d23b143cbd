import type { ClassicHost } from '../shared/bluetooth/classic/classic-host.ts';
import type { Place } from './place.ts';
import type { Rows, State } from './rows.ts';
import { watched } from '../shared/lateness.ts';

/** Ten seconds are what a general inquiry takes (Bluetooth Core, Vol 3 Part C, Appendix A: 10.24 s); several, because a toy answers only now and then. */
const usual = { units: 8, rounds: 3 } as const;
const brief = { units: 1, rounds: 1 } as const;

/** Inquiries in one state; the addresses that answered. */
export async function inquireIn(
  host: ClassicHost,
  {
    state,
    addresses,
    place,
    rows,
  }: { readonly state: State; readonly addresses: readonly string[]; readonly place: Place; readonly rows: Rows },
): Promise<void> {
  const { units, rounds } = place.emulated ? brief : usual;
  for (const kind of ['general', 'limited'] as const) {
    let answered = false;
    for (let round = 0; round < rounds && !answered; round++) {
      place.signal.throwIfAborted();
      const found = await host.inquire(kind, units);
      answered = found.some(({ address }) => addresses.includes(address));
    }
    const seconds = Math.round(units * rounds * 128) / 100;
    rows.inquiries.push({ id: `${place.unit}/${state}/${kind}`, unit: place.unit, state, kind, seconds, answered });
  }
}

/** Inquires without a break from the end of the act on, and keeps when the unit answered, on its own clock. */
export async function discoverFor(
  seconds: number,
  host: ClassicHost,
  { addresses, place, rows }: { readonly addresses: readonly string[]; readonly place: Place; readonly rows: Rows },
): Promise<readonly string[]> {
  const start = performance.now();
  const clock = () => ((performance.now() - start) / 1000) * place.clockSpeed;
  const heard: number[] = [];
  const strangers = new Set<string>();
  const { lateness } = await watched(async () => {
    // The last inquiry begins when the limit is over by a tenth.
    for (let begun = 0; begun < seconds * 1.1;) {
      place.signal.throwIfAborted();
      begun = clock();
      await host.inquire('general', place.emulated ? 1 : 4, ({ address }) => {
        if (addresses.includes(address)) heard.push(clock());
        else if (strangers.size < 1000) strangers.add(address);
      });
    }
  });
  const [first, last] = [heard[0], heard.at(-1)].map((at) => at && Math.round(at * 10) / 10);
  rows.discoveries.push({
    ...{ id: place.unit, unit: place.unit, listenedSeconds: Math.round(clock()), answers: heard.length },
    lateness,
    ...(first === undefined || last === undefined ? {} : { firstSeconds: first, lastSeconds: last }),
  });
  return [...strangers];
}
