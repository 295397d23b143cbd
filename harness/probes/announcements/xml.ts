import { XMLParser } from 'fast-xml-parser';
import type { Field } from './field.ts';

const mostLeaves = 300;
const deepest = 20;

const parser = new XMLParser({
  ignoreAttributes: true,
  removeNSPrefix: true,
  parseTagValue: false,
  processEntities: false,
});

/** The elements of a hostile document that hold text, by their local names; empty where it is not XML. */
export function leavesOf(document: string): readonly Field[] {
  let root: unknown;
  try {
    root = parser.parse(document);
  } catch {
    return [];
  }
  const leaves: Field[] = [];
  walk({ name: '', value: root, depth: 0 }, leaves);
  return leaves;
}

interface Node {
  readonly name: string;
  readonly value: unknown;
  readonly depth: number;
}

function walk({ name, value, depth }: Node, leaves: Field[]): void {
  if (depth > deepest || leaves.length >= mostLeaves) return;
  if (typeof value === 'string') {
    if (value.trim() !== '') leaves.push({ name: name.replace(/^[?#].*/, 'text'), value: value.trim() });
  } else if (Array.isArray(value)) {
    for (const each of value) walk({ name, value: each, depth: depth + 1 }, leaves);
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, each] of Object.entries(value))
      walk({ name: key === '#text' ? name : key, value: each, depth: depth + 1 }, leaves);
  }
}
