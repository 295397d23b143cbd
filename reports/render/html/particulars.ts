import type { Report } from '../../../schemas/types.ts';
import { day, moment, prose } from '../text.ts';
import { partWords, selectionVerdict } from '../words.ts';
import { verdictMark } from './marks.ts';
import { facts, table } from './table.ts';
import { html, type Html, type Insert } from './template.ts';
import { tools } from './timeline.ts';

/** What did not apply, what counts from a higher level, and what was not tested, each with its reason. */
export function leftOut({ requirements }: Report): Html {
  const whole = requirements.filter(({ selection }) => selection !== 'selected');
  const cases = requirements
    .filter(({ selection }) => selection === 'selected')
    .flatMap(({ testCases }) => testCases.filter(({ selection }) => selection !== 'selected'));
  const row = (title: Html, { selection, because }: Left): readonly Insert[] => [
    title,
    verdictMark(selection === 'selected' ? 'not-tested' : selectionVerdict[selection], leftWords[selection]),
    because ?? '–',
  ];
  const columns = (first: string) => [{ title: first }, { title: 'Selection' }, { title: 'Why' }];
  const rows = whole.map((one) => row(html`<span class="id">${one.id}</span> ${one.title}`, one));
  const caseRows = cases.map((one) => row(html`${one.id} <span class="purpose">${one.purpose}</span>`, one));
  return html`<section aria-labelledby="not-applied">
    <h2 id="not-applied">What was not tested, and why</h2>
    ${rows.length > 0 && table({ caption: 'Requirements that did not apply or count from a higher level', columns: columns('Requirement'), rows })}
    ${caseRows.length > 0 && table({ caption: 'Single test cases', columns: columns('Test case'), rows: caseRows })}
    ${rows.length + caseRows.length === 0 && html`<p>Everything in the edition was tested.</p>`}
  </section>`;
}

interface Left {
  readonly selection: keyof typeof leftWords;
  readonly because?: string;
}

const leftWords = {
  selected: 'selected',
  'not-applicable': 'not applicable',
  'above-level': 'above the level',
  'not-tested': 'not tested',
} as const;

/** What was tested: ISO/IEC 17025:2017, 7.8.2.1 g and h. */
export function items({ product, performed }: Report): Html {
  const { manufacturer, model, modelNumber, hardware, ages, placesOfSale, units, parts } = product;
  const partRows = parts.map(({ id, kind, version, sha256, url }) => [
    id,
    partWords[kind],
    html`<code>${version}</code>`,
    sha256 === undefined
      ? html`<code>${url ?? 'no digest declared'}</code>`
      : html`<code class="digest">${sha256}</code>`,
  ]);
  const unitRows = units.map(({ id, serial, received, condition }) => [
    id,
    html`<code>${serial}</code>`,
    received === undefined ? 'not recorded' : day(received),
    condition ?? 'not recorded',
  ]);
  return html`<section aria-labelledby="items">
    <h2 id="items">What was tested</h2>
    ${facts([
      ['Product', `${model} (${modelNumber})${hardware === undefined ? '' : `, hardware ${hardware}`}`],
      ['Manufacturer', manufacturer],
      ['For ages', `${ages.from} to ${ages.to}`],
      ['Sold in', placesOfSale.join(', ')],
      ['Tested', `${moment(performed.startedAt)} to ${moment(performed.endedAt)}`],
    ])}
    ${table({ caption: 'Units', columns: ['Unit', 'Serial number', 'Received', 'Condition'].map(titled), rows: unitRows })}
    ${table({ caption: 'Parts', columns: ['Part', 'Kind', 'Version', 'Digest or address'].map(titled), rows: partRows })}
  </section>`;
}

const titled = (title: string) => ({ title });

/** Who tested, for whom, how, with what. */
export function method(report: Report): Html {
  const { laboratory, customer, method: used, authorisedBy, kind, statements, exclusions } = report;
  return html`<section aria-labelledby="method">
    <h2 id="method">Who tested, and how</h2>
    ${facts([
      [kind === 'self-assessment' ? 'Manufacturer, assessing itself' : 'Laboratory', laboratory.name],
      ['Address', laboratory.address],
      ['Place of the tests', laboratory.location],
      ['Accreditation', laboratory.accreditation ?? 'none stated'],
      ['Customer', [customer.name, customer.address].filter((part) => part !== undefined).join(', ')],
      [
        'Standard',
        `${used.title}, edition ${used.edition} (${used.status}${used.published === undefined ? '' : ` ${day(used.published)}`})`,
      ],
      ['Level', used.level],
      ['Suites', used.suites],
      ['Issued', moment(report.issuedAt)],
      [
        'Authorised by',
        `operator ${authorisedBy}; the name is kept by the ${kind === 'self-assessment' ? 'manufacturer' : 'laboratory'}`,
      ],
      ['Left out by choice', exclusions.length === 0 ? 'nothing' : `everything but ${exclusions.join(', ')}`],
      ['Deviations and additions', statements.deviations?.join(' ')],
    ])}
    <h3>Decision rule</h3>
    <p>${prose(statements.decisionRule)}</p>
    <h3>Items and sampling</h3>
    <p>${prose(statements.items)} ${prose(statements.sampling)}</p>
    <h3>Tools</h3>
    ${[tools(report), accounts(report)]}
  </section>`;
}

/** What a reader must not conclude, how long it counts, and how to check it. */
export function validity({ id, limitations, expiresAt, digests }: Report): Html {
  const names = {
    edition: 'Edition',
    suites: 'Suites',
    declaration: 'Declaration',
    plan: 'Plan',
    evidence: 'Head of the evidence journal',
  };
  const rows = Object.entries(names).map(([name, title]) => [
    title,
    html`<code class="digest">${digests[name as keyof typeof digests]}</code>`,
  ]);
  return html`<section aria-labelledby="limits">
      <h2 id="limits">What this report does not say</h2>
      <ul>
        ${limitations.map((limitation) => html`<li>${prose(limitation)}</li>`)}
      </ul>
      <p>
        It counts until ${moment(expiresAt)}, or until a part named here changes its version or digest, whichever is
        earlier. It may be copied only whole.
      </p>
    </section>
    <section aria-labelledby="digests">
      <h2 id="digests">Check it yourself</h2>
      <p>
        The signed report <span class="id">${id}</span> is a file of its own; this page only shows it. A verdict follows
        from the five documents below, and whoever has them can judge again and must find the same:
      </p>
      <p><code>toymark verify report.dsse.json --trust trust.yaml --rejudge RUN</code></p>
      ${table({ caption: 'Digests', columns: ['Document', 'SHA-256'].map(titled), rows })}
    </section>`;
}

// Whoever runs the service must know which of its accounts are nobody's.
function accounts({ accounts: made = [] }: Report): Html | false {
  if (made.length === 0) return false;
  const told = ({ at, made: all, removed }: (typeof made)[number]): string => {
    const stayed = all - removed;
    const made1 = `At ${at}, ${all} ${all === 1 ? 'account was made' : 'accounts were made'}`;
    if (stayed === 0) return `${made1} and deleted again.`;
    return `${made1}; ${stayed} could not be deleted by the bench and ${stayed === 1 ? 'is' : 'are'} still there.`;
  };
  return html`<h3>Accounts of the laboratory at the product</h3>
    <p>They belong to families that do not exist.</p>
    <ul>
      ${made.map((one) => html`<li>${told(one)}</li>`)}
    </ul>`;
}
