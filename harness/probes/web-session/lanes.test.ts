import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import { cannot } from '../../development/needs.ts';
import { lanesOf } from './lanes.ts';
import type { Journey, Rows } from './take-journey.ts';
import { html, journey, noBrowser, observeWeb, serve, type Handler } from './web.fixture.ts';

const visitor = (id: string, email: string, more: Partial<Journey> = {}) =>
  journey(id, [{ open: '/' }, { fill: 'Email', with: email }], { role: 'visitor', ...more });

const lanesOfThese = (...journeys: readonly Journey[]) =>
  lanesOf(journeys, (words) => words.replace('{guardianEmail}', 'tamsin@mail.example'))
    .map((lane) => lane.map(({ id }) => id))
    .sort(([one = ''], [other = '']) => one.localeCompare(other));

describe('journeys that are taken at the same time', () => {
  it('are those of visitors with addresses of their own', () => {
    const others = [visitor('age', 'bear@mail.example'), visitor('sign-up', '{guardianEmail}')];
    expect(lanesOfThese(...others, journey('play', [{ open: '/' }]))).to.deep.equal([['age'], ['play'], ['sign-up']]);
  });

  it('are never those of one family, which stay in their order', () => {
    const signIn = journey('sign-in', [{ fill: 'Email', with: '{guardianEmail}' }]);
    const play = journey('play', [{ click: 'Play' }], { begins: 'sign-in', role: 'child' });
    const signUp = visitor('sign-up', 'Tamsin@mail.example');
    expect(lanesOfThese(signUp, signIn, play)).to.deep.equal([['sign-up', 'sign-in', 'play']]);
  });

  it('are never a journey and the one that it begins with', () => {
    const again = journey('again', [{ open: '/' }], { begins: 'age', role: 'visitor' });
    expect(lanesOfThese(visitor('age', 'bear@mail.example'), again)).to.deep.equal([['age', 'again']]);
  });

  it('are joined by a later one that knows the people of both', () => {
    const both = journey('both', [{ fill: 'A', with: 'b@mail.example' }], { begins: 'one', role: 'visitor' });
    const [one, two] = [visitor('one', 'a@mail.example'), visitor('two', 'b@mail.example')];
    expect(lanesOfThese(one, two, both)).to.deep.equal([['one', 'two', 'both']]);
  });

  it('are not those of a visitor who enters something by which nobody can be told apart', () => {
    const named = visitor('named', 'Tamsin');
    const silent = journey('silent', [{ open: '/' }], { role: 'visitor' });
    expect(lanesOfThese(named, silent, journey('play', [{ open: '/' }]))).to.deep.equal([
      ['named', 'play'],
      ['silent'],
    ]);
  });
});

// Each visitor waits here until the other is there too, so that they surely are at the same time.
const meeting = new Map<string, () => void>();

const pages: Readonly<Record<string, Handler>> = {
  '/meet': (request, response) => {
    const who = new URL(request.url ?? '/', 'http://pages.example').searchParams.get('who') ?? '';
    const answer = () =>
      html(
        response,
        `<p id=p></p><script>
          p.textContent = 'kept ' + (localStorage.who ?? 'nothing') + ' and ' + (document.cookie || 'no cookie');
          localStorage.who = '${who}';
          fetch('/met', { method: 'POST', body: '${who}' });
        </script><button onclick="for (;;);">Compute</button>`,
        { 'set-cookie': `who=${who}` },
      );
    meeting.set(who, answer);
    if (meeting.size === 2) for (const each of meeting.values()) each();
  },
  '/sign-in': (_, response) => html(response, '<form method=post action=/in><button>Sign in</button></form>'),
  '/in': (_, response) =>
    response.writeHead(302, { location: '/inside', 'set-cookie': 'session=0123456789abcdef' }).end(),
};

describe('visitors of the same pages', () => {
  let rows: Rows;
  let stop: () => void = () => undefined;

  before(async function () {
    this.timeout(120_000);
    const missing = noBrowser();
    if (missing !== undefined) cannot(this, missing);
    const served = await serve((request, response) => {
      request.resume();
      const page = pages[(request.url ?? '/').split('?', 1)[0] ?? '/'];
      if (page === undefined) html(response, '<p>Inside</p>');
      else page(request, response);
    });
    stop = served.stop;
    const meets = (who: string, ...more: Journey['steps']) => [
      { open: `/meet?who=${who}` },
      { expect: 'kept nothing' },
      ...more,
    ];
    rows = await observeWeb({
      url: `http://127.0.0.1:${served.port}/`,
      journeys: [
        journey('one', meets('one', { expect: 'and who=one', marks: ['consent-given'] }, { open: '/after' })),
        journey('two', meets('two', { expect: 'and who=two' }, { click: 'Compute', seconds: 1 }), { role: 'visitor' }),
        journey('three', [{ open: '/sign-in' }, { click: 'Sign in' }, { expect: 'Inside' }, { open: '/after' }]),
      ],
    });
  });
  after(() => stop());

  it('see nothing that the browser of another keeps', () => {
    const ended = rows.journeys.filter(({ variation }) => variation === undefined);
    expect(ended.map(({ id, stoppedAt, detail }) => [id, stoppedAt, detail?.slice(0, 30)])).to.deep.include.members([
      ['one', undefined, undefined],
      ['three', undefined, undefined],
    ]);
    expect(rows.stored.filter(({ journey: of }) => of === 'one').map(({ name }) => name)).to.deep.equal(['who']);
  });

  it('are told in the order of the declaration, each with its own requests', () => {
    expect(rows.journeys.map(({ id }) => id)).to.deep.equal(['pages/first-page', 'one', 'two', 'three']);
    const met = rows.requests.filter(({ path }) => path === '/met').map(({ journey: of }) => of);
    expect(met).to.deep.equal(['one', 'two']);
  });

  it('have agreed to something only where they did so themselves', () => {
    const phases = (of: string) => [
      ...new Set(rows.requests.filter((row) => row.journey === of).map(({ phase }) => phase)),
    ];
    expect(phases('one')).to.deep.equal(['before-notice', 'after-consent']);
    expect(phases('two')).to.deep.equal(['before-notice']);
  });

  it('are not disturbed by the page of another that computes for ever', () => {
    const ended = Object.fromEntries(rows.journeys.map(({ id, completed }) => [id, completed]));
    expect(ended).to.deep.include({ one: true, two: false, three: true });
  });

  it('get a cookie in the step that it was set in, also where the answer was a redirect', () => {
    const session = rows.cookies.find(({ name, journey: of }) => name === 'session' && of === 'three');
    expect(session?.step).to.equal(2);
    const redirect = rows.requests.find(({ path, journey: of }) => path === '/in' && of === 'three');
    expect(redirect?.status).to.equal(302);
  });
});
