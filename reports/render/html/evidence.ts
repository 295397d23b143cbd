import type { Judgement, Report } from '../../../schemas/types.ts';
import { html, type Html } from './template.ts';

/** Links to the attempts that observed it; a digest that no attempt produced stands in full. */
export function evidenceOf({ evidence }: Pick<Judgement, 'evidence'>, report: Report): Html {
  if (evidence.length === 0) return html`none`;
  const links = evidence.slice(0, shown).map((digest) => one(digest, report));
  const rest = evidence.length - shown;
  return html`${links.map((link, index) => html`${index > 0 && ', '}${link}`)}${rest > 0 && ` and ${rest} more`}`;
}

const shown = 40;

function one(digest: string, { attempts, digests }: Report): Html {
  if (digest === digests.declaration) return html`<a href="#digests">declaration</a>`;
  const index = attempts.findIndex(({ observation }) => observation === digest);
  if (index < 0) return html`<code>${digest}</code>`;
  return html`<a href="#attempt-${index + 1}">observation ${index + 1}</a>`;
}
