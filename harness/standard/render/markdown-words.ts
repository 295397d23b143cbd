import type { StateCore, Token } from 'markdown-it';
import { groupOf } from './anchors.ts';
import { limitNamed } from './limit-named.ts';
import type { Setting } from './markdown.ts';

const words =
  /\b(?<norm>(?:SHALL|SHOULD|MUST)(?: NOT)?|MAY|REQUIRED|RECOMMENDED|OPTIONAL)\b|\{(?<limit>[a-z][A-Za-z]*)\}|\b(?<id>[A-Z]{2,5}-[1-9][0-9]?(?:-[1-9][0-9]?)?)\b/g;

/**
 * Marks the normative words, puts the numbers of the edition where a text names limits, and links the requirements and
 * test cases that a text names by id.
 */
export function markWords(state: StateCore, setting: Setting): void {
  for (const token of state.tokens) {
    let inLink = 0;
    token.children = (token.children ?? []).flatMap((child) => {
      if (child.type === 'link_open' || child.type === 'link_close') inLink += child.nesting;
      return child.type === 'text' ? split(state, child, { setting, linked: inLink > 0 }) : [child];
    });
  }
}

interface Place {
  readonly setting: Setting;
  /** Inside a link, where no other link may stand. */
  readonly linked: boolean;
}

function split(state: StateCore, { content }: Token, place: Place): readonly Token[] {
  const made: Token[] = [];
  let end = 0;
  for (const match of content.matchAll(words)) {
    const special = tokensFor(state, match, place);
    if (special === undefined) continue;
    made.push(textOf(state, content.slice(end, match.index)), ...special);
    end = match.index + match[0].length;
  }
  return [...made, textOf(state, content.slice(end))];
}

function tokensFor(state: StateCore, match: RegExpExecArray, { setting, linked }: Place): Token[] | undefined {
  const { norm, limit, id } = match.groups ?? {};
  const enclose = (tag: string, attrs: readonly [string, string][], content: string) =>
    enclosed(state, { tag, attrs, content });
  if (norm !== undefined) return setting.normative ? enclose('strong', [['class', 'normative']], norm) : undefined;
  if (limit !== undefined) {
    const value = limitNamed(limit, setting.limits?.values);
    if (value === undefined) return undefined;
    const href = linked ? undefined : setting.limits?.href;
    const attrs: [string, string][] = [['class', 'limit']];
    return href === undefined
      ? enclose('span', attrs, String(value))
      : enclose('a', [...attrs, ['href', href]], String(value));
  }
  const href = linked || id === undefined || groupOf(id) === undefined ? undefined : setting.resolve(id);
  return href === undefined ? undefined : enclose('a', [['href', href]], match[0]);
}

interface Enclosed {
  readonly tag: string;
  readonly attrs: readonly [string, string][];
  readonly content: string;
}

function enclosed(state: StateCore, { tag, attrs, content }: Enclosed): Token[] {
  const open = new state.Token('mark_open', tag, 1);
  open.attrs = [...attrs];
  return [open, textOf(state, content), new state.Token('mark_close', tag, -1)];
}

function textOf(state: StateCore, content: string): Token {
  const token = new state.Token('text', '', 0);
  token.content = content;
  return token;
}
