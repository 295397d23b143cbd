import { forAll, Refused, text, type Answer, type Asked, type Routes } from '../asked.ts';
import { addressOf } from '../api/accounts.ts';
import { hosts } from '../hosts.ts';
import type { Provider } from '../others.ts';
import type { Room } from '../room.ts';
import { escaped, field, form } from './layout.ts';
import { style } from './style.ts';

/** A page of somebody else, in the plainest form. */
function foreign(title: string, content: string, formAction: string): Answer {
  const body = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title><link rel="icon" href="data:,"><link rel="stylesheet" href="/style.css"></head>
<body><main><h1>${escaped(title)}</h1>${content}</main></body></html>`;
  const policy = `default-src 'none'; style-src 'self'; img-src data:; form-action ${formAction}; frame-ancestors 'none'; base-uri 'none'`;
  return { status: 200, body, headers: { 'content-security-policy': policy } };
}

const styleRoute: Routes = {
  'GET /style.css': { who: 'anyone', act: () => forAll('text/css', style) },
};

/** The page of the provider of accounts; it hands the code over in a form, so that no address holds it. */
export const providerPages = (room: Room, provider: Provider): Routes => ({
  ...styleRoute,
  'GET /sign-in': { who: 'anyone', act: () => foreign('Example Accounts', signInForm, "'self'") },
  'POST /sign-in': { who: 'anyone', act: (asked) => handOver(room, provider, asked) },
});

const signInForm = `<p>Sign in to go on to Pip's Playroom. A new address gets a new account.</p>${form(
  '/sign-in',
  'Sign in',
  field({ label: 'Email address', name: 'email', type: 'email', complete: 'username' }) +
    field({ label: 'Password', name: 'password', type: 'password', complete: 'current-password' }),
)}`;

async function handOver(room: Room, provider: Provider, asked: Asked): Promise<Answer> {
  const [email, password] = [addressOf(asked), text(asked, 'password')];
  if (password.length < 8) throw new Refused(422, 'Choose at least 8 characters.');
  if (provider.enrols(email)) await provider.enrol(email, password);
  const code = await provider.authorise(email, password);
  const target = room.origin(hosts.playroom);
  const content = `<p>You are ${escaped(email)}. Pip's Playroom learns this address and nothing else.</p>
<form method="post" action="${target}/sign-in/provider"><input type="hidden" name="code" value="${code}"><p><button>Go on to Pip's Playroom</button></p></form>`;
  return foreign('Example Accounts', content, target);
}

/** The family's post box. */
export const postPages = (room: Room): Routes => ({
  ...styleRoute,
  'GET /': { who: 'anyone', act: ({ query }) => postBox(room, query.get('to')?.toLowerCase()) },
});

function postBox(room: Room, to: string | undefined): Answer {
  if (to === undefined) {
    const address = field({ label: 'Email address', name: 'to', type: 'email' });
    return foreign('Post box', `<form action="/">${address}<p><button>Open the post box</button></p></form>`, "'self'");
  }
  const mails = room.post.filter((mail) => mail.to === to).toReversed();
  const rows = mails.map(({ subject, text: words, link }) => {
    const follow =
      link === undefined ? '' : `<p><a href="${escaped(link)}">Open ${escaped(subject.toLowerCase())}</a></p>`;
    return `<article><h2>${escaped(subject)}</h2><p>${escaped(words)}</p>${follow}</article>`;
  });
  return foreign('Post box', rows.length === 0 ? '<p>No mail yet.</p>' : rows.join(''), "'self'");
}
