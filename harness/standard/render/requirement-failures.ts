import { html, type Insert } from '../../../reports/render/html/template.ts';
import { count } from '../../../reports/render/text.ts';
import type { Requirement, Specimens } from '../../../schemas/types.ts';
import type { Context } from './context.ts';
import { plain } from './markdown.ts';

const shown = 8;

/** How a toy fails the requirement: small cases that the suites are proved with, and the reference toy's defects. */
export function failures({ manuscript }: Context, { id }: Requirement): Insert {
  const specimens = failing(manuscript.specimens.get(id) ?? []);
  const defects = manuscript.defects.filter(({ fails }) => fails.includes(id));
  if (specimens.length === 0 && defects.length === 0) return undefined;
  return html`${
    specimens.length > 0 &&
    html`<ul>
      ${specimens.slice(0, shown).map(caseOf)}
    </ul>`
  }
  ${specimens.length > shown && html`<p>Its suite holds ${count(specimens.length - shown, 'more such case', 'more such cases')}.</p>`}
  ${
    defects.length > 0 &&
    html`<p>The reference toy can be built to fail it:</p>
      <ul>
        ${defects.map(
          ({ name, sentence }) =>
            html`<li>
              ${plain(sentence)} <small>Defect <code>${name}</code>.</small>
            </li>`,
        )}
      </ul>`
  }`;
}

interface Case {
  readonly name: string;
  readonly tests: readonly string[];
  readonly finding: string | undefined;
}

function failing(specimens: Specimens): readonly Case[] {
  return specimens
    .map(({ name, expect, finding }) => ({
      name,
      tests: Object.keys(expect).filter((test) => expect[test] === 'fail'),
      finding,
    }))
    .filter(({ tests }) => tests.length > 0);
}

function caseOf({ name, tests, finding }: Case): Insert {
  const said = `${name.slice(0, 1).toUpperCase()}${name.slice(1)}`;
  return html`<li>
    ${plain(said)}. <small>${tests.join(', ')}${finding !== undefined && html`: <q>${plain(finding)}</q>`}</small>
  </li>`;
}
