import { visible } from '../text.ts';

/** Markup that may stand as it is. Made by `html` alone. */
export interface Html {
  readonly markup: string;
}

export type Insert = Html | string | number | undefined | false | readonly Insert[];

/**
 * A template whose inserts are escaped, and whose control characters are made visible: text that a device sent can
 * neither become markup nor mislead a reader. Attributes stand in double quotes.
 */
export function html(parts: TemplateStringsArray, ...inserts: readonly Insert[]): Html {
  return { markup: parts.map((part, index) => part + insertOf(inserts[index])).join('') };
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function insertOf(insert: Insert): string {
  if (insert === undefined || insert === false) return '';
  if (typeof insert === 'string') return visible(insert).replace(/[&<>"']/g, (character) => entities[character] ?? '');
  if (typeof insert === 'number') return String(insert);
  return 'markup' in insert ? insert.markup : insert.map(insertOf).join('');
}
