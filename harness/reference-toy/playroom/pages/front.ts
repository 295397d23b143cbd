import { randomBytes } from 'node:crypto';
import { forAll, seeOther, type Answer, type Asked, type Routes } from '../asked.ts';
import { hosts } from '../hosts.ts';
import { items } from '../notice.ts';
import { signInWith, type Provider } from '../others.ts';
import { text, sessionCookie, Refused } from '../asked.ts';
import { decentPages } from '../page-manners.ts';
import type { Room } from '../room.ts';
import { bear, escaped, field, form, page } from './layout.ts';
import { formPage } from './form-post.ts';
import { repeating, script } from './script.ts';
import { style } from './style.ts';

type Api = (asked: Asked) => Answer | Promise<Answer>;

/** What anybody sees: the front page, signing up and in. `call` does what a route of the service does. */
export function frontPages(room: Room, provider: Provider, call: (route: string) => Api): Routes {
  const anyone = 'anyone';
  return {
    'GET /': { who: anyone, act: (asked) => front(room, asked) },
    'GET /style.css': { who: anyone, act: () => forAll('text/css', style) },
    'GET /script.js': { who: anyone, act: () => forAll('text/javascript', scriptOf(room)) },
    'GET /privacy': {
      who: anyone,
      act: () => page(room, { title: 'What we know, and why', content: noticeTable(room) }),
    },
    'GET /sign-up/sent': { who: anyone, act: () => sent(room) },
    ...formPage({
      path: '/sign-up',
      who: anyone,
      show: (asked, told) => signUpPage(room, asked, told),
      act: (asked) => signUp(room, asked, call('POST /api/sign-up')),
      next: '/sign-up/sent',
    }),
    ...formPage({
      path: '/confirm',
      who: anyone,
      show: (_, told) => codePage(room, { title: 'Confirm your address', action: '/confirm', told }),
      act: call('POST /api/confirm'),
      next: '/family',
    }),
    ...formPage({
      path: '/sign-in',
      who: anyone,
      show: (_, told) => signInPage(room, told),
      act: call('POST /api/sign-in'),
      next: '/family',
    }),
    'POST /sign-in/provider': { who: anyone, act: (asked) => fromProvider(room, provider, asked) },
  };
}

function front(room: Room, { session }: Asked): Answer {
  if (session !== undefined) return seeOther(session.role === 'child' ? '/play' : '/family');
  const content = `<p class="lead">A quiet corner where your child plays with Pip the Bear, and where you see everything that is kept.</p>
${bear('large')}
<p><a class="button" href="/sign-up">Make an account</a></p>
<p>You have one? <a href="/sign-in">Sign in</a></p>`;
  const { onFrontPage: part, numbersVisitors } = room.manners.pages;
  const number = `visitor=${randomBytes(16).toString('hex')}; Max-Age=31536000; Path=/; ${decentPages.cookieMarks}`;
  return page(room, {
    title: 'Welcome',
    content,
    part,
    ...(numbersVisitors ? { headers: { 'set-cookie': number } } : {}),
  });
}

function signUpPage(room: Room, { cookies }: Asked, told?: string): Answer {
  if (cookies.has('younger')) return page(room, askGrownUp);
  const early = room.manners.pages.asksNothingEarly
    ? ''
    : field({ label: 'First name of your child', name: 'child', optional: true });
  const content = `<p>Grown-ups make the account. Nothing about your child is asked before you have read what happens with it.</p>
${form(
  '/sign-up',
  'Go on',
  early +
    field({ label: 'The year in which you were born', name: 'yearOfBirth', type: 'number' }) +
    field({ label: 'Your email address', name: 'email', type: 'email', complete: 'username' }) +
    field({
      label: 'A password',
      name: 'password',
      type: 'password',
      complete: 'new-password',
      hint: 'At least 8 characters. A short sentence is good.',
    }),
)}`;
  return page(room, { title: 'Make an account', content, told });
}

const askGrownUp = {
  title: 'Ask a grown-up',
  content: '<p class="lead">Pip would love to play with you. A grown-up has to make the account first.</p>',
  status: 403,
};

// Who was too young a moment ago is not older now. The mark holds for a day and says nothing else.
async function signUp(room: Room, asked: Asked, act: Api): Promise<Answer> {
  const { remembersAge, keepsEmailOut, looksAtYear } = room.manners.pages;
  if (asked.cookies.has('younger')) throw new Refused(403, 'Ask a grown-up to make the account.');
  const year = Number(asked.fields['yearOfBirth']);
  if (!looksAtYear || new Date().getFullYear() - year > 18) {
    const done = await act(asked);
    const location = `/sign-up/sent?to=${encodeURIComponent(text(asked, 'email'))}`;
    return keepsEmailOut ? done : { ...done, headers: { location } };
  }
  if (!remembersAge) throw new Refused(403, 'Ask a grown-up to make the account.');
  const mark = 'younger=yes; Max-Age=86400; Path=/; Secure; HttpOnly; SameSite=Strict';
  return seeOther('/sign-up', { 'set-cookie': mark });
}

const sent = (room: Room): Answer =>
  page(room, {
    title: 'Look into your mail',
    content: '<p class="lead">We have sent you a mail. Open the address in it, and you are here again.</p>',
  });

interface CodePage {
  readonly title: string;
  readonly action: string;
  readonly told?: string | undefined;
  readonly lead?: string;
}

/** A page on which the code from a mail is given back. */
export const codePage = (room: Room, { title, action, told, lead = '' }: CodePage): Answer =>
  page(room, {
    title,
    told,
    content: lead + form(action, 'Confirm', field({ label: 'The code from the mail', name: 'code' })),
  });

function signInPage(room: Room, told?: string): Answer {
  const content = `${form(
    '/sign-in',
    'Sign in',
    field({ label: 'Your email address', name: 'email', type: 'email', complete: 'username' }) +
      field({ label: 'Your password', name: 'password', type: 'password', complete: 'current-password' }),
  )}
<p><a href="${room.origin(hosts.accounts)}/sign-in">Sign in with Example Accounts</a></p>
<p><a href="/sign-up">Make an account</a></p>`;
  return page(room, { title: 'Sign in', content, told });
}

// A browser sends the strict cookie only from a page of our own, not on the way from the provider.
function fromProvider(room: Room, provider: Provider, asked: Asked): Answer {
  const headers = { 'set-cookie': sessionCookie(signInWith(room, provider, text(asked, 'code'))) };
  const content = '<p><a class="button" href="/family">Go on to your family</a></p>';
  return page(room, { title: 'You are signed in', content, headers });
}

/** What is kept, why, and how long. */
export function noticeTable({ manners: { pages } }: Room): string {
  const named = items.filter(({ item }) => item !== pages.keepsSilentOf);
  const rows = named.map(
    ({ item, purpose, kept }) =>
      `<tr><th scope="row">${escaped(item)}</th><td>${escaped(purpose)}.</td><td>${kept}</td></tr>`,
  );
  return `<table><caption>Everything we keep, and nothing else</caption><thead><tr><th scope="col">What</th><th scope="col">Why</th><th scope="col">How long</th></tr></thead><tbody>${rows.join('')}</tbody></table>
<p>Nobody else receives it, unless you let the storyteller greet your child by name. You can see it, correct it, take a copy, and delete it at any time, in your account or by a mail to privacy@pip.example.</p>`;
}

function scriptOf(room: Room): string {
  const { inScript, repeatsWords } = room.manners.pages;
  return `${script}${repeatsWords ? repeating(room.origin(hosts.listener)) : ''}${inScript}`;
}
