import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import { cannot } from '../../development/needs.ts';
import { waitsOf } from './order.ts';
import type { Journey, Rows } from './take-journey.ts';
import { html, journey, noBrowser, observeWeb, serve } from './web.fixture.ts';

const plain = (id: string, more: Partial<Journey> = {}) => journey(id, [{ open: '/' }], more);
const marked = (id: string, ...marks: NonNullable<Journey['steps'][number]['marks']>) =>
  journey(id, [{ open: '/', marks }], { after: [] });

const waitsIn = (...lane: readonly Journey[]) =>
  Object.fromEntries([...waitsOf(lane, lane)].map(([{ id }, waits]) => [id, waits.map((other) => other.id)]));

describe('a journey of a family', () => {
  it('waits for all above it where it says nothing', () => {
    expect(waitsIn(plain('a'), plain('b'), plain('c'))).to.deep.equal({ a: [], b: ['a'], c: ['a', 'b'] });
  });

  it('waits for those that it names, and what follows waits for all again', () => {
    const beside = plain('c', { after: ['a'] });
    expect(waitsIn(plain('a'), plain('b'), beside, plain('d'))).to.deep.equal({
      a: [],
      b: ['a'],
      c: ['a'],
      d: ['a', 'b', 'c'],
    });
  });

  for (const mark of ['consent-given', 'consent-withdrawn', 'sharing-allowed', 'sharing-ended', 'deleted'] as const)
    it(`runs alone where ${mark} stands in it, whatever is declared`, () => {
      const free = (id: string) => plain(id, { after: [] });
      expect(waitsIn(free('a'), free('b'), marked('c', mark), free('d'))).to.deep.equal({
        a: [],
        b: [],
        c: ['a', 'b'],
        d: ['c'],
      });
    });

  it('runs alone too where it begins with one that changes where they stand', () => {
    const agreeing = plain('b', { begins: 'agree', after: [] });
    const lane = [plain('a', { after: [] }), agreeing, marked('agree', 'consent-given')];
    expect(waitsIn(...lane)['b']).to.deep.equal(['a']);
  });

  it('never waits for one below it', () => {
    expect(waitsIn(plain('a', { after: ['b'] }), plain('b'))).to.deep.equal({ a: [], b: ['a'] });
  });
});

describe('journeys of one family of which none waits for the other', () => {
  let rows: Rows;
  let stop: () => void = () => undefined;
  const came: string[] = [];

  before(async function () {
    this.timeout(120_000);
    const missing = noBrowser();
    if (missing !== undefined) cannot(this, missing);
    // Nobody gets an answer before both are there.
    const meeting: (() => void)[] = [];
    const served = await serve((request, response) => {
      const path = new URL(request.url ?? '/', 'http://pages.example').pathname;
      came.push(path);
      if (!path.startsWith('/meet')) {
        html(response, '<p>Alone</p>');
        return;
      }
      meeting.push(() => html(response, '<p>Both are here</p>'));
      if (meeting.length === 2) for (const answer of meeting) answer();
    });
    stop = served.stop;
    rows = await observeWeb({
      url: `http://127.0.0.1:${served.port}/`,
      journeys: [
        journey('agree', [{ open: '/agree' }, { expect: 'Alone', marks: ['consent-given'] }]),
        journey('one', [{ open: '/meet/one' }, { expect: 'Both are here' }], { after: ['agree'] }),
        journey('two', [{ open: '/meet/two' }, { expect: 'Both are here' }], { after: ['agree'] }),
        journey('last', [{ open: '/last' }, { expect: 'Alone' }]),
      ],
    });
  });
  after(() => stop());

  it('are taken at the same time, after what they wait for and before what waits for them', () => {
    expect(rows.journeys.filter(({ completed }) => !completed)).to.deep.equal([]);
    const met = came.filter((path) => path !== '/');
    expect([met[0], met.slice(1, 3).sort(), met[3]]).to.deep.equal(['/agree', ['/meet/one', '/meet/two'], '/last']);
  });

  it('stand where the family stood when they began, each of them', () => {
    const phaseOf = (of: string) =>
      new Set(rows.requests.filter((row) => row.journey === of).map(({ phase }) => phase));
    for (const of of ['one', 'two', 'last']) expect([of, ...phaseOf(of)]).to.deep.equal([of, 'after-consent']);
  });
});
