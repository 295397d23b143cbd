import type { Report } from '../../../schemas/types.ts';
import { count, listed } from '../text.ts';
import { groupsOf, type Group } from '../view.ts';
import { verdicts, wordOf, type Verdict } from '../words.ts';
import { verdictMark } from './marks.ts';
import { table } from './table.ts';
import { html, type Html } from './template.ts';

const pitch = 20;
// As many as fit beside the name of a group, on a screen and on paper; where less fits, the marks get smaller.
const perLine = 22;

/** Every requirement as one mark, by group; and the same as a table of counts. */
export function overview(report: Report): Html {
  const groups = groupsOf(report);
  return html`<section aria-labelledby="glance">
    <h2 id="glance">All requirements at a glance</h2>
    <figure class="strips" aria-labelledby="strips-caption">
      <figcaption id="strips-caption">
        Every requirement of the edition is one mark; the small ones are recommended and do not decide
      </figcaption>
      <ul class="legend">
        ${verdicts.map(({ verdict }) => html`<li>${verdictMark(verdict)}</li>`)}
      </ul>
      <div class="strip-rows">${groups.map(stripOf)}</div>
    </figure>
    ${countsOf(groups)}
  </section>`;
}

function stripOf({ code, name, requirements }: Group): Html {
  const lines = Math.ceil(requirements.length / perLine);
  const columns = Math.min(requirements.length, perLine);
  const [width, height] = [columns * pitch, lines * pitch];
  const said = requirements.map(
    ({ id, verdict, strength }) => `${id}${strength === 'recommended' ? ' (recommended)' : ''} ${wordOf(verdict)}`,
  );
  return html`<div class="strip">
    <span class="strip-name">${name}</span>
    <svg
      role="img"
      aria-labelledby="strip-${code} strip-${code}-desc"
      width="${width}"
      height="${height}"
      viewBox="0 0 ${width} ${height}"
    >
      <title id="strip-${code}">${name}: ${sums(requirements)}</title>
      <desc id="strip-${code}-desc">${listed(said)}.</desc>
      ${requirements.map(({ verdict, strength }, index) => {
        const size = strength === 'recommended' ? 11 : 16;
        const inset = (pitch - size) / 2;
        const [x, y] = [(index % perLine) * pitch + inset, Math.floor(index / perLine) * pitch + inset];
        return html`<use
          class="verdict ${verdict}"
          href="#mark-${verdict}"
          x="${x}"
          y="${y}"
          width="${size}"
          height="${size}"
        />`;
      })}
    </svg>
  </div> `;
}

function countsOf(groups: readonly Group[]): Html {
  const number = (group: Group, verdict: Verdict) => group.requirements.filter((one) => one.verdict === verdict).length;
  const rows = groups.map((group) => [
    html`<a href="#group-${group.code}">${group.name}</a>`,
    ...verdicts.map(({ verdict }) => number(group, verdict)),
  ]);
  const columns = [{ title: 'Group' }, ...verdicts.map(({ word }) => ({ title: word, figures: true as const }))];
  return table({ caption: 'Requirements by group and verdict', columns, rows });
}

function sums(requirements: Group['requirements']): string {
  const parts = verdicts.flatMap(({ verdict, word }) => {
    const number = requirements.filter((one) => one.verdict === verdict).length;
    return number === 0 ? [] : [`${number} ${word}`];
  });
  return `${count(requirements.length, 'requirement')}, ${listed(parts)}`;
}
