import type { Declared, DocumentsObservation } from '../schemas/types.ts';
import { evidence, expect, inconclusive } from './vocabulary.ts';

/** A document as the manufacturer declares it. */
export type Document = Declared['ixit']['documents'][number];

/** A document as it was read. */
export type Retrieved = DocumentsObservation['documents'][number];

type Statement = NonNullable<Document['statements']>[number];

/** The declared documents of a kind; the product has none that the declaration does not name. */
export function documentsOf(kind: Document['kind']): readonly Document[] {
  const found = evidence('declaration').ixit.documents.filter((document) => document.kind === kind);
  expect(found.length, `the declaration names no document of the kind ${kind}`).to.be.above(0);
  return found;
}

/**
 * The document as it was read. An address that answers "not here" shows that it is not published; a server in trouble, a
 * document that was not fetched or holds no text shows nothing.
 */
export function retrieved({ id, kind }: Document): Retrieved {
  const found = evidence('documents').documents.find((candidate) => candidate.id === id);
  if (found === undefined) inconclusive(`the document ${id} was not read`);
  const { status = 200, source, text } = found;
  if (status >= 500 || status === 429 || status === 408) inconclusive(`${source} answered ${status}`);
  expect(status, `the ${kind} ${id} is not published: ${source} answered ${status}`).to.be.within(200, 299);
  if (text === '') inconclusive(`no words could be read in ${id}`);
  return found;
}

/** The document as anybody can read it; one that was read from a file may be published or not. */
export function published(document: Document): Retrieved {
  const found = retrieved(document);
  if (found.status === undefined) inconclusive(`${document.id} was read from a file, which shows no publication`);
  return found;
}

/** Words of the document that state something: quoted in the declaration, and standing in the document. */
export function quoted(document: Document, states: string): Statement {
  const found = retrieved(document);
  const statement = document.statements?.find((candidate) => candidate.states === states);
  expect(statement, `the declaration quotes no words of ${document.id} that state ${states}`).to.not.equal(undefined);
  const { quote } = statement as Statement;
  const stands = contains(found.text, quote);
  if (!stands && found.truncated) inconclusive(`${document.id} was not read to its end`);
  expect(stands, `${document.id} does not contain the words quoted for ${states}: "${quote}"`).to.equal(true);
  return statement as Statement;
}

/** Whether the words stand in the document, or the words quoted for the same thing, as in a translation. */
export function expectNamed(document: Document, states: string, words: string): void {
  const found = retrieved(document);
  if (document.statements?.some((candidate) => candidate.states === states)) {
    quoted(document, states);
    return;
  }
  const stands = contains(found.text, words);
  if (!stands && found.truncated) inconclusive(`${document.id} was not read to its end`);
  expect(stands, `${document.id} does not name ${states}: "${words}"`).to.equal(true);
}

/** A mail or web address, or a number as in telephone numbers and postal addresses. */
export const reachable: RegExp = /@|:\/\/|www\.|\d/i;

/** Whether a text contains words, whatever the white space, the case and the form of quotation marks and dashes. */
export function contains(text: string, words: string): boolean {
  const sought = folded(words);
  return sought !== '' && foldedLong(text).includes(sought);
}

// Many rows look into the same few long texts.
const recent = new Map<string, string>();

function foldedLong(text: string): string {
  const known = recent.get(text);
  if (known !== undefined) return known;
  if (recent.size >= 20) recent.clear();
  const made = folded(text);
  recent.set(text, made);
  return made;
}

function folded(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\u00ad\u200b-\u200d\ufeff]/g, '')
    .replace(/[‘’‚‛]/g, "'")
    .replace(/[“”„«»]/g, '"')
    .replace(/[‐-―]/g, '-')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase();
}

/** The versions whose reading grade was measured; a formula is known for some languages only. */
export function graded(documents: readonly Document[]): readonly (Document & { readonly grade: number })[] {
  const found = documents.flatMap((document) => {
    const grade = retrieved(document).readability?.grade;
    return grade === undefined ? [] : [{ ...document, grade }];
  });
  if (found.length === 0) inconclusive('no version is in a language whose reading grade can be measured');
  return found;
}
