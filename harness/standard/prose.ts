import type { Limits } from '../../schemas/types.ts';

/** Words broken into lines of at most `width` characters, each after `indent`. */
export function wrapped(text: string, indent: string, width = 100): string {
  const lines: string[] = [];
  for (const word of text.split(/\s+/).filter((each) => each !== '')) {
    const last = lines.at(-1);
    if (last === undefined || indent.length + last.length + 1 + word.length > width) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines.map((line) => `${indent}${line}`).join('\n');
}

/** A text that names limits, as in "at most {attempts}", with their values put in. */
export const withLimits = (text: string, limits: Limits): string =>
  text.replace(/\{([a-z][A-Za-z]*)\}/g, (whole, name: string) => String(limits[name] ?? whole));

/** `1 test case`, `2 test cases`. */
export const counted = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`;

/** Text that stands in a cell of a Markdown table. */
export const inCell = (text: string): string =>
  text.trim().replaceAll(/\s+/g, ' ').replaceAll('\\', '\\\\').replaceAll('|', '\\|').replaceAll('<', '&lt;');

/** A Markdown table; the first column names the row. */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(inCell).join(' | ')} |`;
  return [line(head), `|${head.map(() => ' --- ').join('|')}|`, ...rows.map(line)].join('\n');
}
