import type { Judgement, Report } from '../../../schemas/types.ts';
import { html, type Html } from './template.ts';

/** Links to the attempts that observed it; a digest that no attempt produced stands in full. */
export function evidenceOf(
  { evidence }: Pick<Judgement, 'evidence'>,
  { attempts, digests: { declaration } }: Report,
): Html {
  if (evidence.length === 0) return html`none`;
  const places = [...new Set(evidence)].map((digest) => ({
    digest,
    index: attempts.findIndex((one) => one.observation === digest),
  }));
  const elsewhere = places.filter(({ index }) => index < 0).map(({ digest }) => ({ digest }));
  const runs = runsOf(places.flatMap(({ index }) => (index < 0 ? [] : [index + 1])));
  const all = [...elsewhere, ...runs];
  const first = elsewhere.length;
  const links = all.slice(0, shown).map((one, at) => link(one, { declaration, isFirst: at === first }));
  const rest = all.slice(shown).reduce((sum, one) => sum + ('digest' in one ? 1 : one.to - one.from + 1), 0);
  return html`${links.map((one, at) => html`${at > 0 && ', '}${one}`)}${rest > 0 && ` and ${rest} more`}`;
}

const shown = 20;

/** Attempts that follow each other, by their numbers. */
interface Run {
  readonly from: number;
  readonly to: number;
}

function runsOf(numbers: readonly number[]): readonly Run[] {
  const runs: Run[] = [];
  for (const number of [...numbers].sort((a, b) => a - b)) {
    const last = runs.at(-1);
    if (last?.to === number - 1) runs.splice(-1, 1, { from: last.from, to: number });
    else runs.push({ from: number, to: number });
  }
  return runs;
}

// Only the first is called by its word: twenty of them in a narrow column would be a wall.
function link(
  one: Run | { readonly digest: string },
  { declaration, isFirst }: { readonly declaration: string; readonly isFirst: boolean },
): Html {
  if ('digest' in one)
    return one.digest === declaration ? html`<a href="#digests">declaration</a>` : html`<code>${one.digest}</code>`;
  const { from, to } = one;
  const [numbers, said] =
    from === to ? [`${from}`, `observation ${from}`] : [`${from}–${to}`, `observations ${from} to ${to}`];
  return isFirst
    ? html`<a href="#attempt-${from}">observation ${numbers}</a>`
    : html`<a href="#attempt-${from}" aria-label="${said}">${numbers}</a>`;
}
