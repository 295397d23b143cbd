import type { Bench } from '../../schemas/types.ts';

const ofRadio = /^(radio|radio-classic):(.+)$/;

/**
 * What a task takes at this bench, given what its instrument says that it occupies. Both radios of a unit are one thing,
 * because switching it off and on touches both, unless the bench can touch each by itself; and an adapter of the computer
 * serves one task at a time, whichever unit it is about. Any number of hosts share an emulated controller's socket.
 */
export function occupied(occupies: readonly string[], bluetooth: Bench['bluetooth']): readonly string[] {
  return [...new Set(occupies.flatMap((thing) => atBench(thing, bluetooth)))];
}

function atBench(thing: string, bluetooth: Bench['bluetooth']): readonly string[] {
  const [, radio, unit = ''] = ofRadio.exec(thing) ?? [];
  if (radio === undefined || bluetooth === undefined) return [thing];
  const classic = radio === 'radio-classic';
  const of = bluetooth.units?.[unit];
  const adapter = (classic ? (of?.classic ?? bluetooth.classic) : of?.le) ?? bluetooth.adapter;
  const whole = classic && bluetooth.radiosApart !== true ? `radio:${unit}` : thing;
  return adapter?.startsWith('hci:') ? [whole, `adapter:${adapter}`] : [whole];
}
