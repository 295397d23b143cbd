import { isDeepStrictEqual } from 'node:util';
import { isMap, isNode, isScalar, isSeq, parse, parseDocument, stringify, type Document, type Pair } from 'yaml';

/** Values as people write them: single quotes where quotes are needed, no folding. */
const written = (value: unknown): string => stringify(value, { lineWidth: 0, singleQuote: true });

/**
 * The text of a YAML document with one more item at the end of a list that stands at its top. Everything else stays as it
 * was written, comments and line breaks included.
 */
export function withItem(text: string, key: string, item: object): string {
  const before = parse(text) as Readonly<Record<string, unknown>>;
  const list = (before[key] ?? []) as readonly unknown[];
  return proved(inserted(text, key, item), { ...before, [key]: [...list, item] });
}

function inserted(text: string, key: string, item: object): string {
  const document = parseDocument(text);
  const pair = pairOf(document, key);
  const lines = indented(written([item]));
  if (pair === undefined) return `${endingInLine(text)}${key}:\n${lines}`;
  if (isSeq(pair.value) && pair.value.flow !== true) {
    const end = endOf(text, pair);
    return `${endingInLine(text.slice(0, end))}${lines}${text.slice(end)}`;
  }
  // A list in brackets is written out, so that one review is one line.
  const items = isNode(pair.value) ? (pair.value.toJS(document) as readonly unknown[]) : [];
  return replaced(text, key, [...items, item]);
}

/** The same with fields at its top set to other values; `undefined` takes a field out. New ones stand at the end. */
export function withFields(text: string, fields: Readonly<Record<string, unknown>>): string {
  const after = { ...(parse(text) as Readonly<Record<string, unknown>>), ...fields };
  const rest = Object.fromEntries(Object.entries(after).filter(([, value]) => value !== undefined));
  const changed = Object.entries(fields).reduce((done, [key, value]) => replaced(done, key, value), text);
  return proved(changed, rest);
}

function replaced(text: string, key: string, value: unknown): string {
  const pair = pairOf(parseDocument(text), key);
  const lines = value === undefined ? '' : fieldOf(key, value);
  if (pair === undefined) return `${endingInLine(text)}${lines}`;
  const start = isNode(pair.key) ? (pair.key.range?.[0] ?? 0) : 0;
  return text.slice(0, start) + lines + text.slice(endOf(text, pair));
}

function fieldOf(key: string, value: unknown): string {
  return Array.isArray(value) ? `${key}:\n${indented(written(value))}` : written({ [key]: value });
}

function pairOf({ contents }: Document.Parsed, key: string): Pair | undefined {
  if (!isMap(contents)) return undefined;
  return contents.items.find((pair) => isScalar(pair.key) && pair.key.value === key);
}

// The end of the line on which a value ends, so that a comment beside it goes with it.
function endOf(text: string, { value }: Pair): number {
  const end = isNode(value) ? (value.range?.[1] ?? text.length) : text.length;
  if (text[end - 1] === '\n') return end;
  const line = text.indexOf('\n', end);
  return line === -1 ? text.length : line + 1;
}

const indented = (lines: string) => lines.replaceAll(/^(?=.)/gm, '  ');

const endingInLine = (text: string) => (text === '' || text.endsWith('\n') ? text : `${text}\n`);

function proved(text: string, expected: unknown): string {
  if (!isDeepStrictEqual(parse(text), expected)) throw new Error('the rewritten text does not say what it should');
  return text;
}
