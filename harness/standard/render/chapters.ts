import type { Html } from '../../../reports/render/html/template.ts';
import type { Manuscript, Provision } from './manuscript.ts';
import { anchorOf, groupPage } from './anchors.ts';
import { absentPage } from './annex-absent.ts';
import { crosswalkPage, crosswalksPage } from './annex-crosswalks.ts';
import { editionsPage } from './annex-editions.ts';
import { featuresPage, glossaryPage, instrumentsPage } from './annex-lists.ts';
import { incidentsPage } from './annex-incidents.ts';
import { comparisonPage } from './comparison-page.ts';
import { clausePage, groupChapter } from './chapter-pages.ts';
import type { Context } from './context.ts';

/** A chapter of the document: one page of the site, one section of the PDF. */
export interface Chapter {
  readonly anchor: string;
  /** File name of its page. */
  readonly page: string;
  /** Its number: presentation only. */
  readonly number: string;
  readonly title: string;
  readonly part: 'before' | 'requirements' | 'after' | 'annex';
  readonly normative: boolean;
  /** The requirements that it holds, each with its number. */
  readonly provisions: readonly Numbered[];
  /** What stands below its heading. */
  readonly body: (context: Context) => Html;
}

/** A requirement and its number in this edition. */
export interface Numbered {
  readonly number: string;
  readonly provision: Provision;
}

type Draft = Omit<Chapter, 'number' | 'provisions' | 'body'> & {
  readonly provisions?: readonly Provision[];
  readonly body: (context: Context, number: string, provisions: readonly Numbered[]) => Html;
};

/** The chapters in reading order: the first clauses, the groups, the other clauses, and the annexes. */
export function chaptersOf(manuscript: Manuscript): readonly Chapter[] {
  const clauses = [...manuscript.clauses].sort((a, b) => a.order - b.order || a.clause.localeCompare(b.clause));
  const main = [
    ...clauses.filter(({ order }) => order < 500).map((clause) => clauseDraft(clause, 'before')),
    ...groupDrafts(manuscript),
    ...clauses.filter(({ order }) => order >= 500).map((clause) => clauseDraft(clause, 'after')),
  ];
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
  return [
    ...main.map((draft, index) => numbered(draft, String(index + 1))),
    ...annexes(manuscript).flatMap(([draft, ...parts], index) => {
      const letter = letters[index] ?? '';
      return [numbered(draft, letter), ...parts.map((part, place) => numbered(part, `${letter}.${place + 1}`))];
    }),
  ];
}

function numbered(draft: Draft, number: string): Chapter {
  const provisions = (draft.provisions ?? []).map((provision, index) => ({
    number: `${number}.${index + 1}`,
    provision,
  }));
  return { ...draft, number, provisions, body: (context) => draft.body(context, number, provisions) };
}

function clauseDraft(clause: Manuscript['clauses'][number], part: 'before' | 'after'): Draft {
  const anchor = anchorOf('clause', clause.clause);
  const { title, normative } = clause;
  const body: Draft['body'] = (context, number) => clausePage(context, clause, number);
  return { anchor, page: `${anchor}.html`, title, part, normative, body };
}

function groupDrafts({ groups, provisions }: Manuscript): readonly Draft[] {
  const codeOf = ({ requirement }: Provision) => requirement.id.replace(/-.*/, '');
  const known = new Set(groups.map(({ id }) => id));
  const unknown = [...new Set(provisions.map(codeOf))].filter((code) => !known.has(code));
  const all = [...groups, ...unknown.map((id) => ({ id, title: id, about: 'This group is not described yet.' }))];
  return all
    .map((group) => ({ group, held: provisions.filter((provision) => codeOf(provision) === group.id) }))
    .filter(({ held }) => held.length > 0)
    .map(({ group, held }) => ({
      ...{ anchor: group.id, page: groupPage(group.id), title: group.title, part: 'requirements', normative: true },
      provisions: held,
      body: (context, _, inside) => groupChapter(context, group, inside),
    }));
}

function comparisonDrafts({ comparisons }: Manuscript): readonly Draft[] {
  return comparisons.map((comparison) => {
    const { before, after } = comparison;
    const anchor = anchorOf('edition', `${before}-to-${after}`);
    const body: Draft['body'] = (context) => comparisonPage(context, comparison);
    const title = `From edition ${before} to ${after}`;
    return { anchor, page: `${anchor}.html`, title, part: 'annex', normative: false, body };
  });
}

type Annex = readonly [Draft, ...Draft[]];

function annexes(manuscript: Manuscript): readonly Annex[] {
  const annex = (name: string, title: string, body: Draft['body']): Draft => ({
    ...{ anchor: `annex-${name}`, page: `${name}.html`, title, part: 'annex', normative: false, body },
  });
  const crosswalks = manuscript.crosswalks.map((crosswalk) => {
    const anchor = anchorOf('crosswalk', crosswalk.crosswalk);
    const draft = annex(crosswalk.crosswalk, crosswalk.title, (context) => crosswalkPage(context, crosswalk));
    return { ...draft, anchor, page: `${anchor}.html` };
  });
  const made: Annex[] = [
    [annex('features', 'Features of a product', featuresPage)],
    [annex('glossary', 'Terms', glossaryPage)],
    [annex('instruments', 'Instruments', instrumentsPage)],
    [annex('incidents', 'Incidents', incidentsPage)],
    [annex('crosswalks', 'Other standards and laws', crosswalksPage), ...crosswalks],
    [annex('editions', 'Editions', editionsPage), ...comparisonDrafts(manuscript)],
  ];
  const absent: Annex = [annex('absent', 'Requirements outside this edition', absentPage)];
  return manuscript.absent.length === 0 ? made : [...made, absent];
}
