import type { Answer } from '../asked.ts';
import { hosts } from '../hosts.ts';
import type { Part } from '../page-manners.ts';
import type { Room } from '../room.ts';
import { escaped } from '../../services/pages.ts';

export { escaped };

export interface Page {
  readonly title: string;
  /** HTML that is already escaped. */
  readonly content: string;
  /** What the page answers to what was just tried. */
  readonly told?: string | undefined;
  readonly nav?: 'guardian' | 'child' | 'nobody';
  readonly status?: number;
  readonly headers?: Answer['headers'];
  /** Something that is loaded from elsewhere. */
  readonly part?: Part | undefined;
  /** Script of this page alone, which its nonce lets run. */
  readonly script?: { readonly nonce: string; readonly text: string } | undefined;
}

/** A page of the playroom with the policy that keeps it to itself (Content Security Policy Level 3). */
export function page(room: Room, given: Page): Answer {
  const { title, content, told, nav = 'nobody', status = 200, headers = {}, part, script } = given;
  const note = told === undefined ? '' : `<p class="told" role="status">${escaped(told)}</p>`;
  const body = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)} – Pip's Playroom</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/style.css">
<script src="/script.js" defer></script>${script === undefined ? '' : `<script nonce="${script.nonce}">${script.text}</script>`}
</head>
<body>
<a class="skip" href="#main">To the content</a>
<header><a class="home" href="/">${bear('small')}<span>Pip's Playroom</span></a>${navs[nav]}</header>
<main id="main">
<h1>${escaped(title)}</h1>
${note}
${content}${part?.html ?? ''}
</main>
<footer><p>Example Toys Ltd. <a href="/privacy">What we know about you, and why</a></p></footer>
</body>
</html>
`;
  return { status, body, headers: { 'content-security-policy': policyOf(room, given), ...headers } };
}

const signOut = '<form method="post" action="/sign-out"><button class="plain">Sign out</button></form>';
const navs = {
  nobody: '',
  child: '<nav aria-label="Playroom"><a href="/gate">For grown-ups</a></nav>',
  guardian: `<nav aria-label="Playroom"><a href="/family">Family</a> <a href="/shop">Stories</a> <a href="/account">Account</a>${signOut}</nav>`,
};

function policyOf(room: Room, { part, script }: Page): string {
  const { moreScript, repeatsWords } = room.manners.pages;
  const listener = repeatsWords ? room.origin(hosts.listener) : '';
  const socket = room.origin(hosts.playroom).replace('https:', 'wss:');
  const allowed = [
    "default-src 'none'",
    "style-src 'self'",
    `script-src 'self' ${moreScript}${script === undefined ? '' : `'nonce-${script.nonce}'`}`,
    `img-src 'self' data: blob: ${room.origin(hosts.media)} ${part?.origin ?? ''}`,
    `connect-src 'self' ${socket} ${room.origin(hosts.stories)} ${listener}`,
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ];
  return allowed.join('; ');
}

/** Pip's head; its face follows the class of the picture. */
export const bear = (size: 'small' | 'large'): string =>
  `<svg class="bear ${size}" viewBox="0 0 100 92" aria-hidden="true" focusable="false"><g class="fur"><circle cx="20" cy="20" r="17"/><circle cx="80" cy="20" r="17"/><circle cx="50" cy="50" r="42"/></g><g class="light"><circle cx="20" cy="20" r="8"/><circle cx="80" cy="20" r="8"/><ellipse cx="50" cy="64" rx="20" ry="16"/></g><g class="dark"><circle cx="35" cy="42" r="4.5"/><circle cx="65" cy="42" r="4.5"/><ellipse cx="50" cy="57" rx="7" ry="5"/></g><path class="mouth" d="M41 68 q9 8 18 0"/></svg>`;

export interface Field {
  readonly label: string;
  readonly name: string;
  readonly type?: string;
  readonly complete?: string;
  readonly hint?: string;
  readonly optional?: true;
}

/** A labelled field. */
export function field({ label, name, type = 'text', complete = 'off', hint, optional }: Field): string {
  const about = hint === undefined ? '' : `<small id="${name}-hint">${escaped(hint)}</small>`;
  const described = hint === undefined ? '' : ` aria-describedby="${name}-hint"`;
  const needed = optional === true ? '' : ' required';
  return `<p class="field"><label for="${name}">${escaped(label)}</label><input id="${name}" name="${name}" type="${type}" autocomplete="${complete}"${needed}${described}>${about}</p>`;
}

/** A form with one button. */
export const form = (action: string, button: string, fields: string): string =>
  `<form method="post" action="${action}">${fields}<p><button>${escaped(button)}</button></p></form>`;
