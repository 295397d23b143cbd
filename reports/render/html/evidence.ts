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
  const links = unique.slice(0, shown).map(({ digest, index }) => link(digest, index, declaration));
  const rest = unique.length - shown;
  return html`${links.map((one, at) => html`${at > 0 && ', '}${one}`)}${rest > 0 && ` and ${rest} more`}`;
}

const shown = 40;

function link(digest: string, index: number, declaration: string): Html {
  if (digest === declaration) return html`<a href="#digests">declaration</a>`;
  if (index < 0) return html`<code>${digest}</code>`;
  return html`<a href="#attempt-${index + 1}">observation ${index + 1}</a>`;
}
