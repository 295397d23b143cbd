import { facts, table } from '../../../reports/render/html/table.ts';
import { html, type Html } from '../../../reports/render/html/template.ts';
import type { Features, Requirement } from '../../../schemas/types.ts';
import { anchorOf } from './anchors.ts';
import { enumerated, heading, joined, link, type Context } from './context.ts';
import { paragraphs, phrase, plain } from './markdown.ts';
import { requirementLinks } from './requirement.ts';
import { settingFor } from './setting.ts';

type Feature = Features['features'][number];

/** The vocabulary of the declaration: each feature with its question, and what its answer brings with it. */
export function featuresPage(context: Context): Html {
  const { features } = context.manuscript;
  return html`<p class="lead prose">
      A declaration answers each of these questions with yes or no. The answers decide which requirements apply; a
      question that is not answered stops the plan.
    </p>
    ${features.map((feature) => featureOf(context, feature))}`;
}

function featureOf(context: Context, feature: Feature): Html {
  const { id, question, help, tables = [], implies = [], excludes = [], rows = [] } = feature;
  const names = (ids: readonly string[]) => joined(ids.map((name) => featureLink(context, name)));
  const asked = context.manuscript.provisions.flatMap(({ requirement }) =>
    asks(requirement, id) ? [requirement.id] : [],
  );
  const anchor = anchorOf('feature', id);
  return html`<section class="item" aria-labelledby="${anchor}">
    ${heading(context, { depth: 2, id: anchor }, html`<code>${id}</code>`)}
    <p class="question">${plain(question)}</p>
    <div class="prose">${paragraphs(help, settingFor(context))}</div>
    ${facts([
      ['Brings with it', implies.length > 0 ? names(implies) : undefined],
      ['Excludes', excludes.length > 0 ? names(excludes) : undefined],
      ['Tables', tables.length > 0 ? html`empty where the answer is no: ${codes(tables)}` : undefined],
      [
        'Rows',
        rows.length > 0 ? html`at least one row where the answer is yes: ${enumerated(rows.map(rowOf))}` : undefined,
      ],
      ['Decides', asked.length > 0 ? requirementLinks(context, asked) : 'no requirement of this edition'],
    ])}
  </section> `;
}

const featureLink = (context: Context, name: string): Html =>
  link(context, anchorOf('feature', name), html`<code>${name}</code>`);

const codes = (names: readonly string[]): Html => enumerated(names.map((name) => html`<code>${name}</code>`));

function rowOf({ table: name, column, values = [] }: NonNullable<Feature['rows']>[number]): Html {
  return html`<code>${name}</code>${
      column !== undefined &&
      html` with <code>${column}</code> ${enumerated(
          values.map((value) => html`<code>${value}</code>`),
          'or',
        )}`
    }`;
}

// Whether a feature stands anywhere in the conditions of a requirement or of its test cases.
function asks({ applies, testCases, pending = [] }: Requirement, feature: string): boolean {
  const conditions = [applies, ...[...testCases, ...pending].map((test) => test.applies ?? [])];
  return JSON.stringify(conditions).includes(`"${feature}"`);
}

/** Each term once, with its source. */
export function glossaryPage(context: Context): Html {
  const terms = [...context.manuscript.terms].sort((a, b) =>
    a.term.localeCompare(b.term, 'en', { sensitivity: 'base' }),
  );
  return html`<p class="lead prose">Words that this standard uses in one meaning only.</p>
    <dl class="terms-list">
      ${terms.map(
        ({ term, definition, source }) =>
          html`<div id="${anchorOf('term', term)}">
            <dt>${plain(term)}</dt>
            <dd>
              <span class="prose">${phrase(definition, settingFor(context))}</span> <small>${plain(source)}</small>
            </dd>
          </div>`,
      )}
    </dl>`;
}

/** What gathers evidence, whether it exists yet, and which requirements rest on it. */
export function instrumentsPage(context: Context): Html {
  const { instruments, provisions } = context.manuscript;
  const rows = instruments.map(({ id, title, about, built }) => {
    const resting = provisions.filter(({ requirement }) =>
      [...requirement.testCases, ...(requirement.pending ?? [])].some(({ evidence }) =>
        (evidence as readonly string[]).includes(id),
      ),
    );
    const ids = resting.map(({ requirement }) => requirement.id);
    return [
      html`${plain(title)} <small><code>${id}</code></small>`,
      html`${phrase(about, settingFor(context))} ${!built && html`<b>Does not exist yet.</b>`}`,
      ids.length > 0 ? requirementLinks(context, ids) : '–',
    ];
  });
  return html`<p class="lead prose">
      An instrument gathers one kind of evidence. It records facts and reaches no verdict.
    </p>
    ${table({
      caption: 'Instruments, what they observe, and the requirements that rest on them',
      columns: [{ title: 'Instrument' }, { title: 'What it observes' }, { title: 'Requirements' }],
      rows,
      ids: instruments.map(({ id }) => anchorOf('instrument', id)),
    })}`;
}
