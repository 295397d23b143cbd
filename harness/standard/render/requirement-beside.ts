import { table } from '../../../reports/render/html/table.ts';
import { html, type Html, type Insert } from '../../../reports/render/html/template.ts';
import type { Relation, Requirement } from '../../../schemas/types.ts';
import { anchorOf } from './anchors.ts';
import { link, type Context } from './context.ts';
import type { Manuscript, Provision } from './manuscript.ts';
import { plain } from './markdown.ts';
import { readWords, relationWords } from './words.ts';

/** The numbers and words of this edition; where the requirement itself has another, that too. */
export function limitsOf({ requirement, limits }: Provision): Insert {
  const names = Object.keys(limits);
  if (names.length === 0) return undefined;
  return html`<ul id="${anchorOf('limit', requirement.id)}" class="plain">
    ${names.map((name) => {
      const own = requirement.limits?.[name];
      const stricter = requirement.stricter?.[name];
      const changed = own !== undefined && own !== limits[name];
      return html`<li>
        <code>${name}</code>
        <b class="limit">${String(limits[name])}</b
        >${changed && ` (${own} in the requirement itself; this edition sets it)`}${stricter !== undefined && html` <small>${stricter} asks more</small>`}
      </li>`;
    })}
  </ul>`;
}

/** The incidents that the requirement answers. */
export function incidentsOf(context: Context, { id, incidents = [] }: Requirement): Insert {
  const named = new Set(incidents);
  const answered = context.manuscript.incidents.filter((one) => named.has(one.id) || one.caughtBy.includes(id));
  if (answered.length === 0) return undefined;
  return html`<ul class="plain">
    ${answered.map(({ id: incident, product, kind, year }) => html`<li>${link(context, anchorOf('incident', incident), `${product}, ${year}`)}${kind !== undefined && ` (${kind})`}</li>`)}
  </ul>`;
}

/** A reference of a requirement, with what its crosswalk knows of it. */
export interface Reference {
  readonly standard: string;
  readonly title: string;
  readonly clause: string;
  readonly subject: string | undefined;
  readonly relation: Pick<Relation, 'relation' | 'read' | 'note'>;
}

/** Every reference of a requirement; where nothing more is known, the matter is related and the clause not read. */
export function referencesOf({ crosswalks }: Manuscript, { id, references }: Requirement): readonly Reference[] {
  return Object.entries(references).flatMap(([standard, clauses]) => {
    const crosswalk = crosswalks.find((one) => one.crosswalk === standard);
    return clauses.map((clause) => ({
      standard,
      title: crosswalk?.title ?? standard,
      clause,
      subject: crosswalk?.clauses.find((one) => one.clause === clause)?.subject,
      relation: crosswalk?.relations?.find((one) => one.requirement === id && one.clause === clause) ?? {
        relation: 'related',
        read: false,
      },
    }));
  });
}

/** The clauses of other standards that speak of the same matter. */
export function elsewhere(context: Context, requirement: Requirement): Insert {
  const references = referencesOf(context.manuscript, requirement);
  if (references.length === 0) return 'No clause of another standard is known to speak of it.';
  return table({
    caption: `Clauses related to ${requirement.id}`,
    columns: [{ title: 'Clause' }, { title: 'Its matter' }, { title: 'This requirement' }],
    rows: references.map((reference) => [
      clauseLink(context, reference),
      reference.subject === undefined ? '–' : plain(reference.subject),
      relationOf(reference.relation),
    ]),
  });
}

function clauseLink(context: Context, { standard, title, clause }: Reference): Html {
  return html`${plain(title)} ${link(context, anchorOf('crosswalk', `${standard}/${clause}`), plain(clause))}`;
}

/** `overlaps with it; clause not read`. */
export function relationOf({ relation, read, note }: Reference['relation']): Html {
  return html`${relationWords[relation]}; ${readWords(read)}${note !== undefined && `. ${plain(note)}`}`;
}
