import type { Declared } from '../schemas/types.ts';
import { quoted, type Document } from './documents.ts';
import { expect } from './vocabulary.ts';

type Sensor = Declared['ixit']['sensors'][number];

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
