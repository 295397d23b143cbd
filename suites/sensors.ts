import type { Declared } from '../schemas/types.ts';
import { quoted, type Document } from './documents.ts';
import { eachRow, evidence, expect, inconclusive } from './vocabulary.ts';

type Sensor = Declared['ixit']['sensors'][number];

/** A state in which a microphone or a camera captures, as the manufacturer declares it. */
export type Capture = Declared['ixit']['captures'][number];

/** The quoted words for a sensor stand in the document; in English they hold its kind or a word of its description. */
export function expectSensorNamed(document: Document, { id, kind, description }: Sensor): void {
  const { quote } = quoted(document, `sensors/${id}`);
  if (!document.language.startsWith('en')) return;
  const words = [...(kind === 'other' ? [] : [kind]), ...description.split(/[^\p{L}]+/u)].filter(
    (word) => word.length >= 4,
  );
  const named = words.some((word) => quote.toLowerCase().includes(word.toLowerCase()));
  expect(named, `the words quoted from ${document.id} name no ${kind} (${id}): "${quote}"`).to.equal(true);
}

/** The declared microphones and cameras, each with its declared states of capture. */
export function capturing(): readonly (Sensor & { readonly captures: readonly Capture[] })[] {
  const { sensors, captures } = evidence('declaration').ixit;
  return sensors
    .filter(({ kind }) => kind === 'microphone' || kind === 'camera')
    .map((sensor) => ({ ...sensor, captures: captures.filter((capture) => capture.sensor === sensor.id) }));
}

/**
 * Judges each declared state of capture. A microphone or camera without any leaves the question open, unless the
 * declaration says why no function uses it.
 */
export function eachCapture(judge: (capture: Capture) => void): void {
  const rows = capturing().flatMap(({ id, captures, unused }) =>
    captures.length > 0
      ? captures.map((capture) => ({ id: capture.id, judged: () => judge(capture) }))
      : [{ id: `sensors/${id}`, judged: () => expectUnused(id, unused) }],
  );
  eachRow(rows, ({ judged }) => {
    judged();
  });
}

function expectUnused(id: string, unused: string | undefined): void {
  if (unused === undefined) inconclusive(`the declaration names no state in which ${id} captures`);
  expect(unused, `why no function uses ${id}`).to.not.equal('');
}
