import type { Report } from '../../../schemas/types.ts';
import { day, moment, prose } from '../text.ts';
import { mandatory, unmetRecommended } from '../view.ts';
import { facts } from './table.ts';
import { html, type Html } from './template.ts';

/** On which printed page each section stands, by its id. */
export type Leaves = ReadonlyMap<string, number>;

type Section = readonly [id: string, title: string];

/** The sections of a report, as links. */
export function contents(report: Report, pictured: boolean): Html {
  return html`<nav aria-label="Contents">
    <ul>
      ${sectionsOf(report, pictured).map(([id, title]) => html`<li><a href="#${id}">${title}</a></li>`)}
    </ul>
  </nav>`;
}

/** What the first printed page holds below the answer: what was tested, by whom, for whom, and where the rest stands. */
export function firstPage(report: Report, leaves: Leaves): Html {
  const { product, laboratory, customer, method, performed } = report;
  return html`${facts([
      ['Product', `${product.model} (${product.modelNumber})`],
      ['Manufacturer', product.manufacturer],
      ['Customer', [customer.name, customer.address].filter((part) => part !== undefined).join(', ')],
      [report.kind === 'self-assessment' ? 'Assessed by' : 'Laboratory', `${laboratory.name}, ${laboratory.address}`],
      ['Standard', `${method.title}, edition ${method.edition}`],
      ['Level', method.level],
      ['Tested', [...new Set([day(performed.startedAt), day(performed.endedAt)])].join(' to ')],
      ['Issued', `${moment(report.issuedAt)}, authorised by operator ${report.authorisedBy}`],
      ['Counts until', moment(report.expiresAt)],
    ])}
    <section class="leaves" aria-labelledby="contents">
      <h2 id="contents">Contents</h2>
      <ol>
        ${sectionsOf(report).map(
          ([id, title]) =>
            html`<li><a href="#${id}">${title}</a><i aria-hidden="true"></i><span>${leaves.get(id) ?? ''}</span></li>`,
        )}
      </ol>
      <p class="issued">${prose(report.statements.items)} This report may be copied only whole.</p>
      <p class="issued">
        This print is a rendering. What counts is the signed report that is attached to it, or lies beside it, as
        report.dsse.json: toymark verify checks it.
      </p>
    </section>`;
}

function sectionsOf(report: Report, pictured = false): readonly Section[] {
  const sections: readonly (readonly [...Section, shown: boolean])[] = [
    ['fails', 'What fails', mandatory(report, 'fail').length > 0],
    ['open', 'What is open', mandatory(report, 'inconclusive').length > 0],
    ['recommended', 'Recommended', unmetRecommended(report).length > 0],
    ['glance', 'All at a glance', true],
    ['requirements', 'Requirement by requirement', true],
    ['not-applied', 'What was not tested', true],
    ['items', 'What was tested', true],
    ['received', 'Who got what', report.received !== undefined],
    ['pages', 'Pages on the journeys', pictured && report.pictures !== undefined],
    ['run', 'How it went', true],
    ['method', 'Who tested, and how', true],
    ['limits', 'What it does not say', true],
    ['digests', 'Check it yourself', true],
  ];
  return sections.flatMap(([id, title, shown]) => (shown ? [[id, title] as const] : []));
}
