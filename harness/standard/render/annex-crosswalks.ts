import { facts, table } from '../../../reports/render/html/table.ts';
import { html, type Html, type Insert } from '../../../reports/render/html/template.ts';
import { count } from '../../../reports/render/text.ts';
import type { Crosswalk } from '../../../schemas/types.ts';
import { anchorOf } from './anchors.ts';
import { heading, link, type Context } from './context.ts';
import type { Manuscript } from './manuscript.ts';
import { paragraphs, plain } from './markdown.ts';
import { referencesOf, relationOf, type Reference } from './requirement-beside.ts';
import { requirementLinks } from './requirement.ts';
import { settingFor } from './setting.ts';

interface Mapped extends Reference {
  readonly requirement: string;
}

const mappedIn = (manuscript: Manuscript, standard: string): readonly Mapped[] =>
  manuscript.provisions
    .flatMap(({ requirement }) =>
      referencesOf(manuscript, requirement).map((reference) => ({ ...reference, requirement: requirement.id })),
    )
    .filter((reference) => reference.standard === standard);

/** How much of each other standard is answered, and which requirements no other standard knows. */
export function crosswalksPage(context: Context): Html {
  const { crosswalks, provisions } = context.manuscript;
  const alone = provisions.filter(({ requirement }) => Object.keys(requirement.references).length === 0);
  return html`<p class="lead prose">
      How the requirements relate to clauses of other standards and laws. Clauses are named by their ids; what they say
      is put in our own words. Where nothing more is stated, a requirement speaks of the same matter as a clause that
      nobody has read for this edition.
    </p>
    ${crosswalks.length === 0 && html`<p>No other standard is mapped yet.</p>`}
    ${crosswalks.length > 0 && summary(context)}
    ${heading(context, { depth: 2, id: 'unmapped' }, 'Requirements without a counterpart')}
    ${
      alone.length === 0
        ? html`<p>Every requirement names a clause of another standard.</p>`
        : html`<p>
            No clause of another standard is known for these:
            ${requirementLinks(
              context,
              alone.map(({ requirement }) => requirement.id),
            )}.
          </p>`
    }`;
}

function summary(context: Context): Html {
  const { manuscript } = context;
  const figures = ['Clauses', 'Answered', 'Not covered', 'Open', 'Read'].map((title) => ({
    title,
    figures: true as const,
  }));
  return table({
    caption:
      'Clauses known, answered by a requirement, not covered with a reason, open; relations whose clause was read',
    columns: [{ title: 'Standard or law' }, ...figures],
    rows: manuscript.crosswalks.map((crosswalk) => {
      const { known, answered, excused, open, read } = coverage(manuscript, crosswalk);
      const name = link(context, anchorOf('crosswalk', crosswalk.crosswalk), plain(crosswalk.title));
      return [html`${name} <small>${plain(crosswalk.edition)}</small>`, known, answered, excused, open, read];
    }),
  });
}

interface Coverage {
  readonly known: number;
  readonly answered: number;
  readonly excused: number;
  readonly open: number;
  readonly read: number;
}

function coverage(manuscript: Manuscript, { crosswalk, clauses }: Crosswalk): Coverage {
  const mapped = mappedIn(manuscript, crosswalk);
  const named = new Set(mapped.map(({ clause }) => clause));
  const answered = clauses.filter(({ clause }) => named.has(clause)).length;
  const excused = clauses.filter(({ clause, notCovered }) => !named.has(clause) && notCovered !== undefined).length;
  const read = mapped.filter(({ relation }) => relation.read).length;
  return { known: clauses.length, answered, excused, open: clauses.length - answered - excused, read };
}

/** One other standard, both ways: its clauses with our requirements, and our requirements with its clauses. */
export function crosswalkPage(context: Context, crosswalk: Crosswalk): Html {
  const { title, publisher, edition, about, complete } = crosswalk;
  const { known, answered, excused, open } = coverage(context.manuscript, crosswalk);
  const counts = `${count(known, 'clause')}: ${answered} answered by a requirement, ${excused} not covered with a reason, ${open} open`;
  return html`<div class="lead prose">${paragraphs(about, settingFor(context))}</div>
    ${facts([
      ['Publisher', plain(publisher)],
      ['Edition', plain(edition)],
      ['Coverage', counts],
      ['Complete', complete === true && open === 0 ? 'every clause is answered or says why not' : undefined],
    ])}
    ${clausesTable(context, crosswalk)} ${requirementsTable(context, crosswalk, title)}`;
}

function clausesTable(context: Context, { crosswalk, clauses, title }: Crosswalk): Html {
  const mapped = mappedIn(context.manuscript, crosswalk);
  return table({
    caption: `Clauses of ${plain(title)}, and the requirements that answer them`,
    columns: [{ title: 'Clause' }, { title: 'Its matter' }, { title: 'Requirements' }],
    ids: clauses.map(({ clause }) => anchorOf('crosswalk', `${crosswalk}/${clause}`)),
    rows: clauses.map(({ clause, subject, notCovered, tests = [] }) => {
      const answers = mapped.filter((one) => one.clause === clause);
      const why = notCovered === undefined ? 'open: nobody has said yet' : `not covered: ${plain(notCovered)}`;
      return [
        plain(clause),
        html`${subject === undefined ? '–' : plain(subject)}
        ${tests.length > 0 && html`<div><small>Its own tests: ${tests.map(plain).join(', ')}</small></div>`}`,
        answers.length === 0 ? why : answersOf(context, answers),
      ];
    }),
  });
}

// Requirements that relate to a clause in the same way stand together; most of them do.
function answersOf(context: Context, answers: readonly Mapped[]): Insert {
  const kindOf = ({ relation }: Mapped) => JSON.stringify(relation);
  const kinds = [...new Set(answers.map(kindOf))];
  return kinds.map((kind) => {
    const alike = answers.filter((answer) => kindOf(answer) === kind);
    const links = requirementLinks(
      context,
      alike.map(({ requirement }) => requirement),
    );
    return html`<div>${links} <small>${alike[0] && relationOf(alike[0].relation)}</small></div>`;
  });
}

function requirementsTable(context: Context, { crosswalk }: Crosswalk, title: string): Insert {
  const mapped = mappedIn(context.manuscript, crosswalk);
  const ids = [...new Set(mapped.map(({ requirement }) => requirement))];
  if (ids.length === 0) return html`<p>No requirement names a clause of it yet.</p>`;
  return table({
    caption: `Requirements, and the clauses of ${plain(title)} that they name`,
    columns: [{ title: 'Requirement' }, { title: 'Clauses' }],
    rows: ids.map((id) => [
      html`${link(context, id, id)}
      ${context.manuscript.provisions.find((one) => one.requirement.id === id)?.requirement.title}`,
      mapped
        .filter(({ requirement }) => requirement === id)
        .map(({ clause }) => plain(clause))
        .join(', '),
    ]),
  });
}
