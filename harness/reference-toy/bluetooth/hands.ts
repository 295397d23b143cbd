import { createServer } from 'node:net';
import { createInterface } from 'node:readline';

export type Radio = 'bluetooth-le' | 'bluetooth-classic';

/** What a radio of a simulated unit feels of what is done to the unit by hand. */
export interface Touched {
  readonly radio: Radio;
  /** The declared act that opens pairing. */
  readonly pairing: () => void;
  /** Off and on again. */
  readonly restart: () => void;
  readonly play: () => void;
  /** The family enters these values wherever the toy asks for them. */
  readonly enter: (values: Readonly<Record<string, string>>) => void;
  /** Somebody says at the toy that the number it shows is this one; false where it shows another, or none. */
  readonly confirm: (number: number) => boolean;
  /** The number that the toy shows or speaks just now; undefined where none. */
  readonly passkey: () => number | undefined;
}

/** What the bench asks for, one JSON object a line: see `harness/probes/shared/hands.ts`. */
interface Order {
  readonly unit: string;
  readonly act: 'pairing' | 'restart' | 'play' | 'enter' | 'passkey' | 'confirm';
  /** Whose observer asks: units whose radios are simulated apart are touched at that radio alone. */
  readonly radio?: Radio;
  readonly values?: Readonly<Record<string, string>>;
  /** The number that the bench shows. */
  readonly number?: string;
}

/**
 * Hands for a bench without people: a socket on which units are touched.
 * @returns how to take them away
 */
export async function lendHands(path: string, units: ReadonlyMap<string, readonly Touched[]>): Promise<() => void> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    const lines = createInterface({ input: socket });
    // What the socket suffers, its lines suffer too.
    lines.on('error', () => undefined);
    lines.on('line', (line) => {
      socket.write(`${JSON.stringify(obey(JSON.parse(line) as Order, units))}\n`);
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(path, resolve);
  });
  return () => server.close();
}

function obey(
  { unit, act, radio: of, values = {}, number }: Order,
  units: ReadonlyMap<string, readonly Touched[]>,
): object {
  const radios = (units.get(unit) ?? []).filter(({ radio }) => of === undefined || radio === of);
  if (act === 'passkey') {
    const passkey = radios.map((radio) => radio.passkey()).find((shown) => shown !== undefined);
    return passkey === undefined ? { done: false } : { done: true, passkey: String(passkey).padStart(6, '0') };
  }
  if (act === 'confirm') return { done: radios.some((radio) => radio.confirm(Number(number))) };
  for (const radio of radios) {
    if (act === 'enter') radio.enter(values);
    else radio[act]();
  }
  return { done: radios.length > 0 };
}
