import type { Judgement, Report } from '../../../schemas/types.ts';
import { html, type Html } from './template.ts';

/** Links to the attempts that observed it; a digest that no attempt produced stands in full. */
export function evidenceOf(
  { evidence }: Pick<Judgement, 'evidence'>,
  { attempts, digests: { declaration } }: Report,
): Html {
  if (evidence.length === 0) return html`none`;
  const places = evidence.map((digest) => ({ digest, index: attempts.findIndex((one) => one.observation === digest) }));
  const unique = places.filter(
    ({ index, digest }, at) =>
      places.findIndex((one) => one.index === index && (index >= 0 || one.digest === digest)) === at,
  );
  unique.sort((a, b) => a.index - b.index);
  const first = unique.findIndex(({ index }) => index >= 0);
  const links = unique
    .slice(0, shown)
    .map(({ digest, index }, at) => link({ digest, index, isFirst: at === first }, declaration));
  const rest = unique.length - shown;
  return html`${links.map((one, at) => html`${at > 0 && ', '}${one}`)}${rest > 0 && ` and ${rest} more`}`;
}

const shown = 40;

interface Place {
  readonly digest: string;
  /** Of the attempt; negative where none produced it. */
  readonly index: number;
  readonly isFirst: boolean;
}

// Only the first is called by its word: forty of them in a narrow column would be a wall.
function link({ digest, index, isFirst }: Place, declaration: string): Html {
  if (digest === declaration) return html`<a href="#digests">declaration</a>`;
  if (index < 0) return html`<code>${digest}</code>`;
  const number = index + 1;
  return isFirst
    ? html`<a href="#attempt-${number}">observation ${number}</a>`
    : html`<a href="#attempt-${number}" aria-label="observation ${number}">${number}</a>`;
}
