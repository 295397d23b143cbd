import { mkdtempSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import { UserError } from '../../../schemas/problem.ts';
import { ownStandard } from '../../../schemas/read-standard.ts';
import { html, type Html } from '../../../reports/render/html/template.ts';
import { appliesSentence } from './applies.ts';
import { anchorOf } from './anchors.ts';
import { renderBook } from './book.ts';
import { chaptersOf } from './chapters.ts';
import { readManuscript, type Manuscript } from './manuscript.ts';
import { chapterText, paragraphs, phrase } from './markdown.ts';
import { leavesOf, steady } from '../../../reports/render/print.ts';
import { contextsOf } from './places.ts';
import { find } from './search.ts';
import { renderSite } from './site.ts';
import { writeSite } from './write-site.ts';

const resolve = (id: string) => (id === 'NET-1' ? 'net.html#NET-1' : undefined);

describe('the texts of the standard', () => {
  const texts: readonly (readonly [string, string, string])[] = [
    ['marks normative words', 'It SHALL NOT, and MAY.', '<strong class="normative">SHALL NOT</strong>'],
    ['puts the number of the edition', 'at most {attempts}', '<a class="limit" href="#l">7</a>'],
    ['leaves an unknown limit as it stands', '{constructor} {toString}', '{constructor} {toString}'],
    ['links a requirement that the document holds', 'see NET-1', '<a href="net.html#NET-1">NET-1</a>'],
    ['links no requirement that it does not hold', 'see NET-9', 'see NET-9'],
    ['takes an unknown place for words', '[there](#nowhere)', '<span>there</span>'],
    ['takes a script address for words', '[x](javascript:alert(1))', '[x](javascript:alert(1))'],
    ['refuses a picture', '![x](https://a.example/x.png)', '!<a href="https://a.example/x.png" rel="noreferrer">x</a>'],
    ['escapes HTML', '<b>x</b>', '&lt;b&gt;x&lt;/b&gt;'],
    ['shows what cannot be seen', 'a\u202eb', 'a\\u{202e}b'],
    ['decodes no entity', '&#x202e;', '&amp;#x202e;'],
  ];
  const limits = { values: { attempts: 7 }, href: '#l' };
  for (const [title, text, shown] of texts)
    it(title, () => expect(phrase(text, { resolve, limits, normative: true }).markup).to.contain(shown));

  it('marks no normative word where the text only informs', () =>
    expect(paragraphs('It SHALL.', { resolve }).markup).to.equal('<p>It SHALL.</p>\n'));

  it('numbers the headings of a clause and skips no level', () => {
    const headings = { level: 2, number: '3', anchor: 'clause-x' };
    const { markup } = chapterText('# One\n\n#### Deep\n\n# One\n', { resolve, headings });
    expect(markup.match(/<h\d[^>]*>[^<]*/g)).to.deep.equal([
      '<h2 id="clause-x-one">3.1 One',
      '<h3 id="clause-x-deep">Deep',
      '<h2 id="clause-x-one-2">3.2 One',
    ]);
  });

  it('gives the tables of a clause names for rows and no style of their own', () => {
    const { markup } = chapterText('| A | B |\n| --- | ---: |\n| x | 1 |\n', { resolve });
    expect(markup).to.contain('<th role="rowheader" data-title="A" scope="row">x</th>');
    expect(markup).to.contain('<td class="figures" role="cell" data-title="B">1</td>').and.not.contain('style');
  });

  it('spells two ids as two anchors', () =>
    expect(anchorOf('crosswalk', 'a/1 b')).to.not.equal(anchorOf('crosswalk', 'a/1_b')));
});

describe('find', () => {
  const entry = (title: string, text: string) => ({ title, text, kind: '', address: '#' });
  const entries = [entry('NET-1 Ports', 'a camera and a Port'), entry('Camera', 'sees'), entry('Café', 'x')];
  const queries: readonly (readonly [string, readonly string[]])[] = [
    ['camera', ['Camera', 'NET-1 Ports']],
    ['cam port', ['NET-1 Ports']],
    ['net-1', ['NET-1 Ports']],
    ['cafe', ['Café']],
    ['', []],
    ['.*', []],
    ['x'.repeat(10_000), []],
  ];
  for (const [query, found] of queries)
    it(`finds ${found.length} for "${query.slice(0, 20)}"`, () =>
      expect(find(entries, query).map((hit) => hit.entry.title)).to.deep.equal(found));

  it('gives at most fifty places', () =>
    expect(
      find(
        Array.from({ length: 200 }, () => entry('toy', '')),
        'toy',
      ),
    ).to.have.length(50));
});

describe('the rendered standard', function () {
  this.timeout(60_000);
  let manuscript: Manuscript;
  let site: ReadonlyMap<string, string>;
  before(async () => {
    manuscript = await readManuscript('next');
    site = renderSite(manuscript);
  });

  const idsOf = (markup: string) => [...markup.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id ?? '');

  it('gives the same bytes each time', async () => {
    const again = await readManuscript('next');
    expect([...renderSite(again)]).to.deep.equal([...site]);
    expect(renderBook(again)).to.equal(renderBook(manuscript));
  });

  it('holds every requirement and every test case under its id', () => {
    for (const { requirement } of manuscript.provisions) {
      const page = site.get(`${requirement.id.replace(/-.*/, '').toLowerCase()}.html`) ?? '';
      const wanted = [requirement, ...requirement.testCases, ...(requirement.pending ?? [])].map(({ id }) => id);
      expect(idsOf(page)).to.include.members(wanted);
    }
  });

  it('links only to what is there, and names each place once', () => {
    const ids = new Map([...site].map(([name, page]) => [name, new Set(idsOf(page))]));
    const pages = [...site, ['book', renderBook(manuscript)] as const];
    ids.set('book', new Set(idsOf(renderBook(manuscript))));
    for (const [name, page] of pages) {
      expect(idsOf(page), name).to.have.length(ids.get(name)?.size ?? 0);
      const links = [...page.matchAll(/ href="([^"]*)"/g)].map(([, href]) => href ?? '');
      const broken = links.filter((href) => {
        const [file, anchor] = href.split('#');
        const target = ids.get(file === '' || file === undefined ? name : file);
        return !href.startsWith('https://') && (target === undefined || (anchor !== undefined && !target.has(anchor)));
      });
      expect(broken, name).to.deep.equal([]);
    }
  });

  it('loads nothing', () => {
    for (const [name, page] of site) expect(page, name).to.not.match(/<(img|iframe|link|object|embed)\b|\ssrc=|url\(/);
  });

  it('tells where a requirement applies in a sentence', () => {
    const context = { ...contextsOf(manuscript, chaptersOf(manuscript))(), href: () => undefined };
    const said = appliesSentence(context, 'It', ['a', { any: ['b', 'c'] }, { not: 'd' }]).markup.replace(/\s+/g, ' ');
    const plain: Html = html`${{ markup: said.replace(/<[^>]*>/g, '') }}`;
    expect(plain.markup).to.equal('It applies where the declaration answers yes to a, yes to b or c and no to d.');
  });

  it('shows the limits that the edition sets beside those of the requirement', () => {
    const [first] = manuscript.provisions.filter(({ requirement }) => requirement.id === 'AUTH-4');
    const changed = { ...manuscript, provisions: [{ ...first!, limits: { ...first!.limits, attempts: 3 } }] };
    const page = renderSite(changed).get('auth.html') ?? '';
    expect(page).to.contain('href="#limit-AUTH-4">3</a>').and.contain('(10 in the requirement itself');
  });

  it('says that a statement changed since it was reviewed, and that a requirement is proposed', () => {
    const [first] = manuscript.provisions;
    const review = { on: '2026-01-01', by: 'A. Reader', statement: `sha256:${'0'.repeat(64)}`, because: 'read' };
    const requirement = { ...first!.requirement, maturity: 'proposed' as const, reviews: [review] };
    const page = renderSite({ ...manuscript, provisions: [{ ...first!, requirement }] });
    const text = [...page.values()].join('');
    expect(text).to.contain('<b>Suspect.</b>').and.contain('<b>Proposed.</b>');
  });

  it('shows what changed from one edition to the next', () => {
    const changes = [{ kind: 'limit-tightened', bearing: 'more', said: 'attempts 10 → 5' }] as const;
    const difference = { id: 'AUTH-4', title: 'Guessing', changes, bearing: 'more', review: 'suspect' } as const;
    const comparison = { before: '1.0', after: '1.1', differences: [difference], unchanged: 4 };
    const page = renderSite({ ...manuscript, comparisons: [comparison] }).get('edition-1.0-to-1.1.html') ?? '';
    expect(page).to.contain('Limit tightened: attempts 10 → 5').and.contain('href="auth.html#AUTH-4"');
  });
});

describe('writeSite', () => {
  const folder = mkdtempSync(join(tmpdir(), 'toymark-site-'));
  after(() => rmSync(folder, { recursive: true, force: true }));
  const refused = (out: string) => {
    try {
      writeSite(out, new Map([['a.html', 'a']]));
      return 'written';
    } catch (error) {
      return error instanceof UserError ? error.problems[0]?.code : error;
    }
  };

  it('takes away what an earlier site held and this one does not', () => {
    const out = join(folder, 'site');
    writeSite(out, new Map([['a.html', 'a'], ['b.html', 'b']])); // prettier-ignore
    writeSite(out, new Map([['a.html', 'c']]));
    expect(readFileSync(join(out, 'a.html'), 'utf8')).to.equal('c');
    expect(existsSync(join(out, 'b.html'))).to.equal(false);
  });

  it('refuses the standard itself and folders of something else', () => {
    const foreign = join(folder, 'foreign');
    mkdirSync(foreign);
    writeFileSync(join(foreign, 'letter.txt'), '');
    expect([join(ownStandard, 'site'), ownStandard, foreign].map(refused)).to.deep.equal(['USAGE', 'USAGE', 'USAGE']);
  });

  it('refuses a list of files that leads elsewhere', () => {
    const led = join(folder, 'led');
    mkdirSync(led);
    writeFileSync(join(led, 'files.json'), '["../foreign/letter.txt"]');
    expect(refused(led)).to.equal('USAGE');
    expect(existsSync(join(folder, 'foreign', 'letter.txt'))).to.equal(true);
  });
});

describe('steady', () => {
  const printed = Buffer.from(
    "<</Creator (Mozilla \\(X11\\))\n/CreationDate (D:20261124000000+00'00')\n/ModDate (D:20261124000000+00'00')>>\n/ID [<0123456789ABCDEF0123456789ABCDEF> <0123456789ABCDEF0123456789ABCDEF>]",
  );
  const digest = `sha256:${'ab'.repeat(32)}`;

  it('puts the day of publication and the digest where the moment of printing stood, and keeps the length', () => {
    const made = steady(printed, { digest, published: '2027-01-02' });
    expect(made.length).to.equal(printed.length);
    expect(made.toString()).to.contain('(D:20270102000000').and.not.contain('20261124').and.not.contain('Mozilla');
    expect(made.toString()).to.contain(`<${'AB'.repeat(16)}> <${'AB'.repeat(16)}>`);
  });

  it('leaves a draft without a date', () => {
    const made = steady(printed, { digest });
    expect(made.length).to.equal(printed.length);
    expect(made.toString()).to.not.contain('Date');
  });

  it('finds no pages where a PDF writes them otherwise', () => expect(leavesOf(printed).size).to.equal(0));
});
