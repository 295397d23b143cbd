import readability from 'text-readability';
import type { DocumentsObservation } from '../../../schemas/types.ts';

type Readability = NonNullable<DocumentsObservation['documents'][number]['readability']>;

/** What is measured; the formulas look at every word several times, and a policy of this length tells enough. */
const mostCharacters = 100_000;
const fewestWords = 10;

/** Reading grade, the median of several formulas; undefined where these say nothing: other languages, hardly any words. */
export function measure(sentences: string, language: string): Readability | undefined {
  if (!/^en(-|$)/.test(language)) return undefined;
  const text = sentences.slice(0, mostCharacters);
  const words = readability.lexiconCount(text);
  if (words < fewestWords) return undefined;
  const grade = readability.textMedian(text);
  if (!Number.isFinite(grade)) return undefined;
  return { grade: Math.round(grade * 10) / 10, words, sentences: readability.sentenceCount(text) };
}
