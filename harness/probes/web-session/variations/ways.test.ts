import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import { cannot } from '../../../development/needs.ts';
import type { Journey, Rows } from '../take-journey.ts';
import { html, journey, noBrowser, observeWeb, serve } from '../web.fixture.ts';

const declared = 'declared@mail.example';

interface Account {
  readonly address: string;
  readonly words: string[];
}

/** A small portal. What the declared family asks is held back until the other one has done what `waitsFor` names. */
class Portal {
  readonly #accounts = new Map<string, Account>();
  /** What each account did, in order. */
  readonly done: string[] = [];
  readonly #waitsFor: Readonly<Record<string, (done: readonly string[]) => boolean>>;
  readonly #refuses: string | undefined;

  constructor(waitsFor: Readonly<Record<string, (done: readonly string[]) => boolean>>, refuses?: string) {
    this.#waitsFor = waitsFor;
    this.#refuses = refuses;
  }

  readonly handler = (request: IncomingMessage, response: ServerResponse): void => {
    this.#answer(request, response).catch((error: unknown) => response.writeHead(500).end(String(error)));
  };

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? '/', 'http://portal.example');
    const fields = new URLSearchParams(await text(request));
    const name = /account=([^;]*)/.exec(request.headers.cookie ?? '')?.[1] ?? fields.get('address') ?? '';
    const account = this.#accounts.get(decodeURIComponent(name)) ?? { address: name, words: [] };
    if (request.method !== 'POST') {
      html(response, pageOf(account));
      return;
    }
    if (this.#refuses !== undefined && account.address.includes(this.#refuses)) {
      html(response, '<p>Too many new accounts</p>');
      return;
    }
    await this.#turn(account, pathname);
    this.done.push(`${account.address} ${pathname}`);
    if (pathname === '/sign-up') this.#accounts.set(account.address, account);
    if (pathname === '/delete') this.#accounts.delete(account.address);
    account.words.push(...['child', 'said'].flatMap((field) => fields.get(field) ?? []));
    const gone = pathname === '/delete' ? '; Max-Age=0' : '';
    response.writeHead(303, { location: '/', 'set-cookie': `account=${encodeURIComponent(account.address)}${gone}` });
    response.end();
  }

  async #turn({ address }: Account, path: string): Promise<void> {
    const isTime = this.#waitsFor[path];
    for (let waited = 0; address === declared && isTime?.(this.done) === false && waited < 100_000; waited += 20)
      await sleep(20);
  }
}

const escaped = (words: string) => words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
const form = (action: string, field: string, button: string) =>
  `<form method="post" action="${action}">${field === '' ? '' : `<label>${field} <input name="${field.toLowerCase()}"></label>`}<button>${button}</button></form>`;

const pageOf = ({ address, words }: Account): string =>
  address === ''
    ? `<p>Welcome</p>${form('/sign-up', 'Address', 'Join')}`
    : `<p>Family</p><ul>${words.map((word) => `<li>${escaped(word)}</li>`).join('')}</ul>
      ${form('/agree', '', 'Agree')}${form('/child', 'Child', 'Add')}${form('/say', 'Said', 'Say')}${form('/delete', '', 'Delete')}`;

const signUp = [{ open: '/' }, { fill: 'Address', with: declared }, { click: 'Join' }, { expect: 'Family' }];
const journeys: readonly Journey[] = [
  journey('sign-up', signUp, { kind: 'sign-up', role: 'visitor' }),
  journey('agree', [{ click: 'Agree', marks: ['consent-given'], seconds: 110 }, { expect: 'Family' }], {
    ...{ kind: 'consent-as-guardian', begins: 'sign-up' },
  }),
  journey(
    'child',
    [{ fill: 'Child', with: 'Quill' }, { click: 'Add' }, { expect: 'Quill', marks: ['profile-created'] }],
    { kind: 'child-profile', begins: 'sign-up' },
  ),
  journey('play', [{ fill: 'Said', with: 'Moonberries' }, { click: 'Say' }, { expect: 'Moonberries' }], {
    ...{ kind: 'play', begins: 'sign-up' },
  }),
  journey('deletion', [{ click: 'Delete', marks: ['deleted'], seconds: 110 }, { expect: 'Welcome' }], {
    ...{ kind: 'deletion', begins: 'sign-up' },
  }),
];

describe('the family beside the declared one', function () {
  this.timeout(240_000);
  const others = (done: readonly string[], path: string) =>
    done.filter((one) => !one.startsWith(declared) && one.endsWith(path)).length;
  const portal = new Portal({
    // Four forms of text, each played once.
    '/agree': (done) => others(done, '/say') >= 4,
    '/delete': (done) => others(done, '/delete') >= 1,
  });
  let rows: Rows;
  let stop: () => void = () => undefined;

  before(async function () {
    const missing = noBrowser();
    if (missing !== undefined) cannot(this, missing);
    const served = await serve(portal.handler);
    ({ stop } = served);
    rows = await observeWeb({
      url: `http://127.0.0.1:${served.port}/`,
      journeys,
      parameters: { injections: true },
    });
  });
  after(() => {
    stop();
  });

  it('goes ahead of it, with texts for journeys that it has not begun', () => {
    expect(rows.journeys.filter(({ completed }) => !completed).map(({ id, detail }) => [id, detail])).to.deep.equal([]);
    expect(rows.injections.map(({ journey: of, form: as }) => `${of} ${as}`).sort()).to.deep.equal(
      ['child', 'play'].flatMap((of) => ['address', 'attribute', 'element', 'script'].map((as) => `${of} ${as}`)),
    );
    expect(rows.injections.map(({ taken, cameBack, ran }) => [taken, cameBack, ran])).to.deep.equal(
      rows.injections.map(() => [true, true, false]),
    );
  });

  it('leaves as soon as nothing is asked of it any more, and is told to have left', () => {
    expect((rows.accounts ?? []).map(({ family, removed }) => [family, removed])).to.deep.equal([
      ['declared', true],
      ['followed', true],
    ]);
    const last = portal.done.findLastIndex((one) => one === `${declared} /delete`);
    expect(portal.done.slice(last + 1)).to.deep.equal([]);
  });

  it('leaves nothing of itself in the account of the declared family', () => {
    expect(portal.done.filter((one) => one === `${declared} /child`)).to.have.length(1);
    expect(portal.done.filter((one) => one === `${declared} /say`)).to.have.length(1);
  });
});

describe('the family that stops before consent', function () {
  this.timeout(240_000);

  before(function () {
    const missing = noBrowser();
    if (missing !== undefined) cannot(this, missing);
  });

  const observed = async (portal: Portal, declaredJourneys = journeys) => {
    const { port, stop } = await serve(portal.handler);
    const given = { journeys: declaredJourneys, parameters: { resumptions: true } };
    return observeWeb({ url: `http://127.0.0.1:${port}/`, ...given }).finally(stop);
  };

  it('finds that this portal lets a profile be made all the same', async () => {
    const rows = await observed(new Portal({}));
    expect(rows.resumptions.map(({ way }) => way)).to.include.members(['reload', 'back', 'second-window']);
    expect(rows.resumptions.flatMap(({ reached }) => reached)).to.include('profile-created');
  });

  it('signs up while the declared family is asked to agree, and hears later where it could go on', async () => {
    const early = (done: readonly string[]) => done.some((one) => one.includes('+early') && one.endsWith('/sign-up'));
    const portal = new Portal({ '/agree': early });
    const rows = await observed(portal);
    const agreed = portal.done.indexOf(`${declared} /agree`);
    expect(early(portal.done.slice(0, agreed))).to.equal(true);
    expect(rows.resumptions.map(({ way }) => way)).to.include('later-address');
  });

  it('tries the profile of one child, however many children the declared family has', async () => {
    const twins = journeys.flatMap((one) => (one.id === 'child' ? [one, { ...one, id: 'sibling' }] : [one]));
    const { resumptions } = await observed(new Portal({}), twins);
    expect(resumptions).not.to.deep.equal([]);
    expect(new Set(resumptions.map(({ id }) => id)).size).to.equal(resumptions.length);
  });

  it('tells nothing of what lies behind consent where it is refused, but where it stopped', async () => {
    const rows = await observed(new Portal({}, '+early'));
    expect(rows.resumptions).to.deep.equal([]);
    const row = rows.journeys.find(({ variation }) => variation === 'broken-off');
    expect(row).to.include({ completed: false, of: 'agree' });
    expect(rows.accounts?.find(({ family }) => family === 'broken-off')).to.include({ removed: false });
  });
});
