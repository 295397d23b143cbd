import { expect } from 'chai';
import { XMLParser } from 'fast-xml-parser';
import markdownIt from 'markdown-it';
import { describe, it } from 'mocha';
import { hostileReport } from '../samples/hostile.ts';
import { sampleNames, sampleReport } from '../samples/sample-report.ts';
import { renderJunit } from './junit.ts';
import { markSvg } from './mark.svg.ts';
import { renderMarkdown } from './markdown.ts';
import { summary } from './summary.ts';
import { day, duration, listed, visible } from './text.ts';
import { headline } from './view.ts';

const hostile = hostileReport(sampleReport('does-not-conform'));
const unseen = /[\u0000-\u0009\u000b-\u001f\u202e\u2066]/;

describe('text', () => {
  const escaped = [
    ['plain', 'plain'],
    ['a\u0000b\u001b[1m', 'a\\x00b\\x1b[1m'],
    ['\u202eevil\u2028', '\\u{202e}evil\\u{2028}'],
    ['Grüße 漢字 🧸', 'Grüße 漢字 🧸'],
    ['half \ud800', 'half \\u{d800}'],
  ] as const;
  for (const [raw, shown] of escaped)
    it(`shows ${JSON.stringify(raw)}`, () => void expect(visible(raw)).to.equal(shown));

  it('writes days, durations and lists for people', () => {
    expect(day('2026-11-23T00:00:00Z')).to.equal('23 November 2026');
    expect([0, 61_000, 3_600_000].map(duration)).to.deep.equal(['0 s', '1 min 1 s', '1 h']);
    expect([listed([]), listed(['a']), listed(['a', 'b', 'c'])]).to.deep.equal(['', 'a', 'a, b and c']);
  });
});

describe('headline', () => {
  const said = {
    conforms:
      'Pip the Bear (firmware 2.4.1) conforms to edition 1.0 of the standard, level basic: all 7 mandatory requirements tested are met.',
    'does-not-conform':
      'Pip the Bear (firmware 2.4.1) does not conform to edition 1.0 of the standard, level basic: 2 of 7 mandatory requirements fail.',
    inconclusive:
      'Whether Pip the Bear (firmware 2.4.1) conforms to edition 1.0 of the standard, level basic, is not decided: nothing fails, and 1 of 5 mandatory requirements is inconclusive.',
  };
  for (const name of sampleNames)
    it(`says what ${name} means`, () => void expect(headline(sampleReport(name))).to.equal(said[name]));
});

describe('summary', () => {
  for (const name of sampleNames)
    it(`says ${name} in at most 12 lines, the next command last`, () => {
      const lines = summary(sampleReport(name), { colour: false, page: 'runs/pip/report.html', next: 'toymark sign' })
        .trimEnd()
        .split('\n');
      expect(lines.length).to.be.at.most(12);
      expect(lines[0]).to.equal(headline(sampleReport(name)));
      expect(lines.slice(-2)).to.deep.equal(['Report  runs/pip/report.html', 'Next    toymark sign']);
    });

  it('stays within 12 lines however much fails', () => {
    const report = sampleReport('does-not-conform');
    const requirements = report.requirements.map((one) => ({ ...one, verdict: 'fail' as const }));
    const text = summary({ ...report, requirements }, { colour: false, page: 'p', next: 'n' });
    expect(text.trimEnd().split('\n').length).to.be.at.most(12);
    expect(text).to.contain('and 5 more');
  });

  it('uses colour only where it is wanted, and no control character otherwise', () => {
    expect(summary(hostile, { colour: false })).to.not.match(unseen);
    expect(summary(sampleReport('conforms'), { colour: true })).to.contain('\u001b[32m✓');
  });
});

describe('renderMarkdown', () => {
  it('tells the findings in three parts', () => {
    const text = renderMarkdown(sampleReport('does-not-conform'));
    expect(text).to.contain('### ✕ NET-2 No debug protocol is offered: fail');
    expect(text).to.match(
      /- The standard asks: Telnet.*\n- Observed \(NET-2-1\): ` tcp\/2323.*\n- For a child: Whoever/,
    );
  });

  it('lets no text of a device become markup', () => {
    const text = renderMarkdown(hostile);
    const page = markdownIt({ html: true }).render(text);
    expect(page).to.not.match(/<(img|script|\/style|strong>x)/);
    expect(text).to.not.match(unseen);
    expect(page).to.contain('onerror=alert(1)');
  });
});

describe('renderJunit', () => {
  it('counts failures, errors and what was skipped', () => {
    const xml = renderJunit(sampleReport('does-not-conform'));
    const { testsuites } = new XMLParser({ ignoreAttributes: false }).parse(xml) as {
      testsuites: Record<string, unknown>;
    };
    expect(testsuites).to.include({ '@_tests': '14', '@_failures': '2', '@_errors': '1', '@_skipped': '4' });
  });

  it('is well-formed whatever a device sends', () => {
    const xml = renderJunit(hostile);
    const parser = new XMLParser({ ignoreAttributes: false, trimValues: false });
    const { testsuites } = parser.parse(xml) as { testsuites: { '@_name': string; testsuite: unknown[] } };
    expect(testsuites['@_name']).to.equal(`${visible(hostile.title)} (${hostile.id})`);
    expect(testsuites.testsuite).to.have.length(hostile.requirements.length);
    expect(xml).to.not.match(unseen).and.not.contain('<img');
  });
});

describe('mark', () => {
  it('is one well-formed drawing in one colour', () => {
    expect(new XMLParser().parse(markSvg)).to.have.nested.property('svg.title', 'Toymark');
    expect(markSvg)
      .to.contain('currentColor')
      .and.not.match(/#[0-9a-f]{3}/i);
  });
});
