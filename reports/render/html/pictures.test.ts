import { expect } from 'chai';
import { describe, it } from 'mocha';
import type { Observations, Report } from '../../../schemas/types.ts';
import { sampleReport } from '../../samples/sample-report.ts';
import { picturesOf } from '../../build/pictures.ts';
import { renderHtml } from './render-html.ts';

type Web = Observations['web-session'];

const digest = (letter: string) => `sha256:${letter.repeat(64)}`;
const jpeg = (size: number) => Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), Buffer.alloc(size, 7)]);
const step = (id: string, more: object) => ({ id, journey: 'play', step: 1, verb: 'click', marks: [], ...more });
const web = (steps: readonly object[], journeys: readonly object[] = [{ id: 'play' }]) =>
  ({ journeys, steps }) as unknown as Web;
const pictured = (pictures: Report['pictures']): Report => ({
  ...sampleReport('conforms'),
  ...(pictures && { pictures }),
});
const told = { journey: 'play', step: 3, after: 'click', marks: ['signed-in'], blurred: true };

describe('the pictures of a report', () => {
  it('are of where something became true and where a journey ended, each once, and never the original', () => {
    const steps = [
      step('s1', { picture: digest('a') }),
      step('s2', { picture: digest('b'), original: digest('c'), marks: ['signed-in'] }),
      step('s3', { picture: digest('b'), marks: ['consent-given'] }),
      step('s4', { picture: digest('d') }),
      step('v1', { journey: 'twice', picture: digest('e'), marks: ['signed-in'] }),
    ];
    const found = picturesOf(web(steps, [{ id: 'play' }, { id: 'twice', variation: 'no-scripts' }]));
    expect(found?.map(({ picture, blurred }) => [picture, blurred])).to.deep.equal([
      [digest('b'), true],
      [digest('d'), false],
    ]);
    expect(picturesOf(web([step('s1', {})]))).to.equal(undefined);
    expect(picturesOf(undefined)).to.equal(undefined);
  });

  it('are 24 at most', () => {
    const many = Array.from({ length: 99 }, (_, at) =>
      step(`s${at}`, { picture: `sha256:${String(at).padStart(64, '0')}`, marks: ['signed-in'] }),
    );
    expect(picturesOf(web(many))).to.have.length(24);
  });

  it('stand in the page with words for those who do not see them, and with a policy that lets nothing else in', () => {
    const page = renderHtml(pictured([{ ...told, picture: digest('a') }]), {
      pictures: new Map([[digest('a'), jpeg(10)]]),
    });
    expect(page).to.include(`src="data:image/jpeg;base64,${jpeg(10).toString('base64')}"`);
    expect(page).to.include('alt="Journey play, step 3, after click: the page; values of the family are blurred"');
    const known = { ...told, picture: digest('a'), values: ['firstName', 'phrase', 'guardianEmail'] };
    const named = renderHtml(pictured([known]), { pictures: new Map([[digest('a'), jpeg(10)]]) });
    expect(named).to.include('after click: the page; first name, phrase and guardian email are blurred"');
    expect(page).to.match(/Content-Security-Policy" content="default-src 'none'; [^"]*; img-src data:; /);
    expect(page).to.include('href="#pages"');
  });

  it('that are not at hand, are no JPEG or are too large are counted and not shown', () => {
    const letters = ['a', 'b', 'c', 'd'];
    const bytes = new Map([
      [digest('a'), jpeg(10)],
      [digest('b'), Buffer.from('<svg onload="x">')],
      [digest('c'), jpeg(200_000)],
    ]);
    const page = renderHtml(pictured(letters.map((one) => ({ ...told, picture: digest(one) }))), { pictures: bytes });
    expect(page.match(/<img /g)).to.have.length(1);
    expect(page).to.include('3 more are in the evidence.').and.to.not.include('onload');
  });

  it('are printed unfolded', () => {
    const shown = { pictures: new Map([[digest('a'), jpeg(10)]]), leaves: new Map<string, number>() };
    const page = renderHtml(pictured([{ ...told, picture: digest('a') }]), shown);
    expect(page.match(/<img /g)).to.have.length(1);
    expect(page.slice(page.indexOf('id="pages"'), page.indexOf('<img '))).to.not.include('<details');
  });

  it('leave a page without them as it was', () => {
    const report = pictured([{ ...told, picture: digest('a') }]);
    expect(renderHtml(report)).to.equal(renderHtml(pictured(undefined)));
    expect(renderHtml(report)).to.not.include('img-src');
  });
});
