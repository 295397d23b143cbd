import { expect } from 'chai';
import { before, describe, it } from 'mocha';
import { cannot } from '../../development/needs.ts';
import { html, journey, noBrowser, observeWeb, serve, type Handler } from './web.fixture.ts';

/** Whether a service takes one more family, by its address and how many it took or refused before. */
type Takes = (email: string, before: { readonly taken: number; readonly refused: number }) => boolean;

const form = `<form method=post><label>Mail <input name=mail required></label>
  <label>Nickname <input name=nick></label><button>Send</button></form>`;

/** Pages on which families sign up, name a child and leave, and which say that there are too many. */
function pages(takes: Takes): { readonly handler: Handler; readonly asked: string[] } {
  const families = new Map<string, string[]>();
  const asked: string[] = [];
  let refused = 0;
  const given = (body: string) => new URLSearchParams(body);
  const handler: Handler = (request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (text: string) => (body += text));
    request.on('end', () => {
      const email = given(body).get('mail') ?? '';
      const way = `${request.method} ${(request.url ?? '/').split('?', 1)[0]}`;
      if (way === 'POST /up') {
        asked.push(email);
        const free = takes(email, { taken: families.size, refused });
        if (free) families.set(email, []);
        else refused++;
        html(response, free ? '<h1>Welcome</h1>' : '<h1>Too many new accounts from here</h1>');
      } else if (way === 'POST /child' && families.has(email)) html(response, '<h1>Saved</h1>');
      else if (way === 'POST /leave') html(response, families.delete(email) ? '<h1>Goodbye</h1>' : '<h1>Who?</h1>');
      else html(response, form);
    });
  };
  return { handler, asked };
}

const fill = (address: string, says: string) => [
  { open: address },
  { fill: 'Mail', with: '{guardianEmail}' },
  { fill: 'Nickname', with: '{nickname}' },
  { click: 'Send' },
  { expect: says, seconds: 1, marks: ['signed-in' as const] },
];
const journeys = [
  journey('sign-up', fill('/up', 'Welcome'), { kind: 'sign-up' }),
  journey('child', fill('/child', 'Saved'), { kind: 'child-profile' }),
  journey('leave', fill('/leave', 'Goodbye'), { kind: 'deletion' }),
];
const child = { guardianEmail: 'rowan@family.example', nickname: 'Quillfeather' };

async function observed(takes: Takes) {
  const { handler, asked } = pages(takes);
  const { port, stop } = await serve(handler);
  try {
    const parameters = { onlyRequired: true };
    const rows = await observeWeb({ url: `http://127.0.0.1:${port}/`, journeys, child, parameters });
    const account = (family: string) => rows.accounts?.find((row) => row.family === family);
    const tried = rows.journeys.filter(({ of }) => of === 'sign-up');
    const times = (part: string) => asked.filter((email) => email.includes(part)).length;
    return { rows, account, times, tried: tried.map(({ variation, completed }) => `${variation} ${completed}`) };
  } finally {
    stop();
  }
}

describe('a service that limits how many families sign up', function () {
  this.timeout(120_000);
  before(function () {
    const missing = noBrowser();
    if (missing !== undefined) cannot(this, missing);
  });

  it('is asked once more for the family that it refused beside another, when that one has ended', async () => {
    const waiting = new Set<string>();
    // Who comes with others of the bench is refused the first time.
    const { account, times, tried } = await observed((email) => {
      const first = email.includes('+words') && !waiting.has(email);
      waiting.add(email);
      return !first;
    });
    expect(times('+words')).to.equal(2);
    expect(account('followed')).to.include({ removed: true });
    expect(tried).to.deep.equal(['only-required true']);
  });

  it('is not blamed for what a form demands where no second family is taken at all', async () => {
    const { rows, account, times, tried } = await observed((email) => !email.includes('+'));
    expect(rows.journeys.find(({ id }) => id === 'sign-up')).to.include({ completed: true });
    expect(tried).to.deep.equal(['refused false']);
    expect([times('+words'), times('+less'), times('+whole')]).to.deep.equal([2, 2, 1]);
    const { removed, detail } = account('followed') ?? {};
    expect(removed).to.equal(false);
    expect(detail).to.match(/^sign-up stopped at step 5, while the declared family signed up, and again at step 5/);
    expect(detail).to.include('Too many new accounts from here');
  });

  it('is told apart from one that refuses a family for the fields it left out', async () => {
    const { tried, times } = await observed((email) => !email.includes('+less'));
    expect(times('+whole')).to.equal(1);
    expect(tried).to.deep.equal(['only-required false']);
  });

  it('that refuses the declared family shows who else came at the same time', async () => {
    const { rows } = await observed((email) => email.includes('+'));
    const row = rows.journeys.find(({ id }) => id === 'sign-up');
    expect(row).to.include({ completed: false, stoppedAt: 5 });
    expect(row?.detail).to.match(/another family of the bench signed up at the same time$/);
  });
});
