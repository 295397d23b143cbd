/** Text as it may stand in HTML. */
export const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

/** A page of the toy. */
export const page = (title: string, content: string): string => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escaped(title)} – Pip the Bear</title></head>
<body><main><h1>${escaped(title)}</h1>
${content}
</main></body></html>
`;

const note = (text: string | undefined) => (text === undefined ? '' : `<p role="status">${escaped(text)}</p>`);
const hidden = (token: string) => `<input type="hidden" name="token" value="${token}">`;

export const loginPage = (username: string, told?: string): string =>
  page(
    'Sign in',
    `${note(told)}<p>The set-up code is on the label inside the zip.</p>
<form method="post" action="/login">
<label>Name <input name="username" value="${escaped(username)}" autocomplete="username"></label>
<label>Password <input name="password" type="password" autocomplete="current-password"></label>
<button>Sign in</button></form>`,
  );

export const codePage = (): string =>
  page(
    'One more step',
    `<p>Type the six figures that your authenticator shows, and your password again.</p>
<form method="post" action="/login">
<label>Name <input name="username" autocomplete="username"></label>
<label>Password <input name="password" type="password" autocomplete="current-password"></label>
<label>Figures <input name="code" inputmode="numeric" autocomplete="one-time-code"></label>
<button>Sign in</button></form>`,
  );

const links = `<nav><a href="/settings">Settings</a> <a href="/password">Password</a> <a href="/second-factor">Second factor</a></nav>`;

export const settingsPage = (
  settings: { readonly volume: string; readonly nickname: string },
  token: string,
  told?: string,
): string =>
  page(
    'Settings',
    `${links}${note(told)}<form method="post" action="/settings">${hidden(token)}
<label>Volume <input name="volume" inputmode="numeric" value="${escaped(settings.volume)}"></label>
<label>Name of the bear <input name="nickname" maxlength="40" value="${escaped(settings.nickname)}"></label>
<button>Save</button></form>
<form method="post" action="/logout">${hidden(token)}<button>Sign out</button></form>`,
  );

export const passwordPage = (token: string, told?: string): string =>
  page(
    'Password',
    `${links}${note(told)}<form method="post" action="/password">${hidden(token)}
<label>Password now <input name="old" type="password" autocomplete="current-password"></label>
<label>New password <input name="new" type="password" autocomplete="new-password"></label>
<button>Change</button></form>`,
  );

export const secondFactorPage = (state: { readonly on: boolean; readonly secret?: string }, token: string): string =>
  page(
    'Second factor',
    state.on
      ? `${links}<p>A second factor is on.${state.secret === undefined ? '' : ` Secret for your authenticator: <code>${state.secret}</code>`}</p>
<form method="post" action="/second-factor/disable">${hidden(token)}<button>Switch off</button></form>`
      : `${links}<p>A second factor is off.</p>
<form method="post" action="/second-factor/enable">${hidden(token)}<button>Switch on</button></form>`,
  );
