import { parse, type DefaultTreeAdapterTypes } from 'parse5';
import type { Answered } from './request.ts';

/** What one page holds that matters here. */
export interface Page {
  /** Targets of links, scripts, frames and forms, as they stand. */
  readonly links: readonly string[];
  readonly asksForPassword: boolean;
  /** Hidden fields of its forms: where anti-forgery tokens live. */
  readonly hidden: Readonly<Record<string, string>>;
}

const empty: Page = { links: [], asksForPassword: false, hidden: {} };
const mostElements = 20_000;

/** Reads HTML of any quality; another content type has nothing. */
export function readPage(answer: Answered | undefined): Page {
  if (answer === undefined || !(answer.headers['content-type'] ?? 'text/html').includes('html')) return empty;
  const links: string[] = [];
  const hidden: Record<string, string> = {};
  let asksForPassword = false;
  for (const { tag, attribute } of walk(parse(answer.body.toString('utf8')))) {
    for (const name of ['href', 'src', 'action']) links.push(...[attribute(name)].filter((link) => link !== undefined));
    if (tag !== 'input') continue;
    const type = attribute('type')?.toLowerCase();
    asksForPassword ||= type === 'password';
    if (type === 'hidden') hidden[attribute('name') ?? ''] = attribute('value') ?? '';
  }
  return { links: links.slice(0, 1000), asksForPassword, hidden };
}

function* walk(root: DefaultTreeAdapterTypes.Node) {
  const waiting: DefaultTreeAdapterTypes.Node[] = [root];
  for (let count = 0; count < mostElements; count++) {
    const node = waiting.pop();
    if (node === undefined) return;
    if ('childNodes' in node) waiting.push(...node.childNodes.toReversed().slice(0, mostElements));
    if (!('attrs' in node)) continue;
    const attribute = (name: string) => node.attrs.find((attr) => attr.name === name)?.value;
    yield { tag: node.tagName, attribute };
  }
}

/** The answer wants a login: a password field, or an authentication challenge (RFC 9110, 11.6.1). */
export const asksForLogin = (answer: Answered): boolean =>
  answer.headers['www-authenticate'] !== undefined || readPage(answer).asksForPassword;
