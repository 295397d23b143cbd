import { randomBytes } from 'node:crypto';
import { type Answer, type Asked, type Routes } from '../asked.ts';
import { sessionOf } from '../guard.ts';
import type { Family } from '../records.ts';
import type { Room } from '../room.ts';
import { formPage, submission } from './form-post.ts';
import { codePage, noticeTable } from './front.ts';
import { escaped, field, form, page } from './layout.ts';
import { outsidePart } from './outside.ts';

type Api = (asked: Asked) => Answer | Promise<Answer>;

const guardian = ['guardian'] as const;
const grownUps = ['guardian', 'relative'] as const;

/** What the guardian sees: consent, children, people, toys. */
export const familyPages = (room: Room, call: (route: string) => Api): Routes => ({
  ...consentPages(room, call),
  ...formPage({
    path: '/children/new',
    who: guardian,
    show: (_, told) => newChildPage(room, told),
    act: call('POST /api/children'),
    next: '/family',
  }),
  ...deeds(room, call),
});

const consentPages = (room: Room, call: (route: string) => Api): Routes => ({
  ...formPage({
    path: '/notice',
    who: guardian,
    show: (_, told) => noticePage(room, told),
    act: call('POST /api/consent'),
    next: '/notice/sent',
  }),
  'GET /notice/sent': { who: guardian, act: () => sent(room) },
  ...formPage({
    path: '/consent',
    who: 'anyone',
    show: (_, told) => codePage(room, { ...yes, told }),
    act: call('POST /api/consent/confirm'),
    next: '/family',
  }),
});

const yes = { title: 'Confirm your consent', action: '/consent', lead: '<p>With this you say yes.</p>' };

// Each button of the family's page, and the route of the service that it uses.
const buttons = {
  '/children/{child}/delete': 'DELETE /api/children/{child}',
  '/family/sharing': 'PATCH /api/family',
  '/family/withdraw': 'DELETE /api/consent',
  '/family/people': 'POST /api/people',
  '/family/people/{person}/remove': 'DELETE /api/people/{person}',
  '/toys': 'POST /api/toys',
  '/toys/{toy}/release': 'DELETE /api/toys/{toy}',
};

function deeds(room: Room, call: (route: string) => Api): Routes {
  const show = (asked: Asked, told?: string) => familyPage(room, asked, told);
  const submits = Object.entries(buttons).map(([path, route]) => {
    const act = (asked: Asked) => call(route)({ ...asked, fields: withTruth(asked.fields) });
    return [`POST ${path}`, { who: guardian, act: submission({ show, act, next: '/family' }) }] as const;
  });
  const routes: Routes = Object.fromEntries(submits);
  const { withdrawalPages, unsharingPages } = room.manners.pages;
  const detour = {
    ...detourTo(room, routes, { path: '/family/withdraw', pages: withdrawalPages, button: 'Withdraw all the same' }),
    ...detourTo(room, routes, { path: '/family/sharing', pages: unsharingPages, button: 'Stop all the same' }),
  };
  return { 'GET /family': { who: grownUps, act: (asked) => show(asked) }, ...routes, ...detour };
}

interface Detour {
  readonly path: string;
  /** So many pages ask again whether it is really meant. */
  readonly pages: number;
  readonly button: string;
}

function detourTo(room: Room, routes: Routes, { path, pages, button }: Detour): Routes {
  const route = routes[`POST ${path}`];
  if (route === undefined) throw new Error(`the playroom has no ${path}`);
  const act = (asked: Asked) => {
    const { seen = 0, sharing = 'no' } = asked.fields;
    if (Number(seen) >= pages || sharing === 'yes') return route.act(asked);
    const kept = `<input type="hidden" name="seen" value="${Number(seen) + 1}"><input type="hidden" name="sharing" value="no">`;
    const content = `<p>Are you sure?</p>${form(path, button, kept)}`;
    return page(room, { title: 'Pip will miss you', content, nav: 'guardian' });
  };
  return pages === 0 ? {} : { [`POST ${path}`]: { ...route, act } };
}

// A form knows words only.
const withTruth = (fields: Asked['fields']): Asked['fields'] =>
  fields['sharing'] === undefined ? fields : { ...fields, sharing: fields['sharing'] === 'yes' };

const sharingBox = (ticked: boolean): string =>
  `<p><input type="checkbox" id="share" name="share" value="yes"${ticked ? ' checked' : ''}> <label for="share">The storyteller may learn the first name too. This is another company, and Pip plays without it.</label></p>`;

function noticePage(room: Room, told?: string): Answer {
  const { asksForSharing, ticksSharing } = room.manners.pages;
  const share = asksForSharing ? sharingBox(ticksSharing) : '<p>The storyteller learns the first name too.</p>';
  const content = `<p class="lead">Before your child plays, read what we would keep. Nothing of it is kept yet.</p>
${noticeTable(room)}
<p>If you agree, we send you a mail. Only the address in that mail gives your consent, so that nobody else can.</p>
${form('/notice', 'I agree, send me the mail', share)}`;
  return page(room, { title: 'What happens with your child’s data', content, told, nav: 'guardian' });
}

const sent = (room: Room): Answer =>
  page(room, {
    title: 'One more mail',
    nav: 'guardian',
    content: '<p class="lead">Open the address in the mail that we have just sent, and confirm there.</p>',
  });

function newChildPage(room: Room, told?: string): Answer {
  const { asksTown, marksBirthday } = room.manners.pages;
  const content = form(
    '/children/new',
    'Add the child',
    field({ label: 'First name', name: 'name', hint: 'A nickname will do.' }) +
      field({ label: 'Birthday', name: 'birthday', type: 'date', ...(marksBirthday ? {} : { optional: true }) }) +
      (asksTown ? field({ label: 'Town', name: 'town', optional: true }) : ''),
  );
  return page(room, { title: 'Add a child', content, told, nav: 'guardian' });
}

function familyPage(room: Room, asked: Asked, told?: string): Answer {
  const session = sessionOf(asked);
  const family = room.families.get(session.family);
  const consented = family?.consentedAt !== undefined || !room.manners.pages.asksConsentFirst;
  const parts =
    family === undefined || !consented
      ? [
          '<p class="lead">You have not agreed to anything yet.</p><p><a class="button" href="/notice">Read what we would keep</a></p>',
        ]
      : [
          ...[childrenPart(room, family), toysPart(room, family), sharingPart(family)],
          ...[peoplePart(room, family), outsidePart(room)],
        ];
  const { onFamilyPages: part, escapesInScript } = room.manners.pages;
  const script = escapesInScript ? undefined : greeting(room, session.family);
  return page(room, { title: 'Your family', content: parts.join('\n'), told, nav: 'guardian', part, script });
}

// As somebody writes it who thinks of the text of a page and not of its script.
function greeting(room: Room, family: string) {
  const names = [...room.children.values()].filter((child) => child.family === family).map(({ name }) => name);
  const lines = names.map((name) => `document.title = 'Family of ${name}';`);
  return { nonce: randomBytes(12).toString('base64'), text: lines.join('\n') };
}

function childrenPart(room: Room, { id }: Family): string {
  const children = [...room.children.values()].filter(({ family, hidden }) => family === id && hidden !== true);
  const rows = children.map(
    (child) =>
      `<li><a href="/children/${child.id}">${escaped(child.name)}</a><form method="post" action="/children/${child.id}/play"><button>Let ${escaped(child.name)} play</button></form></li>`,
  );
  const list = rows.length === 0 ? '<p>No child is here yet.</p>' : `<ul class="rows">${rows.join('')}</ul>`;
  return `<h2>Children</h2>${list}<p><a href="/children/new">Add a child</a></p>`;
}

function toysPart(room: Room, { id }: Family): string {
  const toys = [...room.toys.values()].filter(({ family }) => family === id);
  const rows = toys.map(
    ({ serial, name }) =>
      `<li>${escaped(name)} (${escaped(serial)})<form method="post" action="/toys/${encodeURIComponent(serial)}/release"><button class="quiet">Release</button></form></li>`,
  );
  const fields =
    field({ label: 'Serial number', name: 'serial' }) +
    field({ label: 'Code on the label inside the zip', name: 'code' }) +
    field({ label: 'What you call it', name: 'name' });
  return `<h2>Toys</h2><ul class="rows">${rows.join('')}</ul><details><summary>Link a toy</summary>${form('/toys', 'Link the toy', fields)}</details>`;
}

function sharingPart({ sharing }: Family): string {
  const [now, next, button] = sharing
    ? ['The storyteller may greet your child by name.', 'no', 'Stop sharing the name']
    : ['The storyteller does not learn the name.', 'yes', 'Share the name'];
  return `<h2>Sharing</h2><p>${now}</p>
<form method="post" action="/family/sharing"><input type="hidden" name="sharing" value="${next}"><button class="quiet">${button}</button></form>
<h2>Consent</h2><p>You gave it; you can take it back. Then everything about your children is deleted.</p>
<form method="post" action="/family/withdraw"><button class="quiet">Withdraw consent</button></form>`;
}

function peoplePart(room: Room, { id }: Family): string {
  const rows = room.peopleOf(id).map(({ id: person, email, role }) => {
    const remove = `<form method="post" action="/family/people/${person}/remove"><button class="quiet">Remove</button></form>`;
    return `<li>${escaped(email)}${role === 'guardian' ? ' (guardian)' : remove}</li>`;
  });
  const notices = [...room.notices.values()]
    .filter(({ family }) => family === id)
    .map(({ text }) => `<li>${escaped(text)}</li>`);
  const news = notices.length === 0 ? '' : `<h2>News</h2><ul>${notices.join('')}</ul>`;
  return `<h2>People</h2><ul class="rows">${rows.join('')}</ul>
<details><summary>Invite a relative</summary>${form('/family/people', 'Send the invitation', field({ label: 'Email address', name: 'email', type: 'email' }))}</details>${news}`;
}
