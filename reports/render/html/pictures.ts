import type { Report } from '../../../schemas/types.ts';
import { valueName } from '../words.ts';
import { html, type Html } from './template.ts';

/** Pictures by their digests, as the evidence has them. */
export type PictureBytes = ReadonlyMap<string, Uint8Array>;

const most = { one: 150_000, all: 2_000_000 };

/**
 * Pages as they were seen on the journeys; on paper nothing is folded. What is not at hand, is no JPEG or is too large is named and not shown, so that
 * the page stays small.
 */
export function pictures({ pictures: told = [] }: Report, bytes: PictureBytes, onPaper = false): Html | undefined {
  if (told.length === 0 || bytes.size === 0) return undefined;
  const shown = fitting(told, bytes);
  const figures = told.filter(({ picture }) => shown.has(picture));
  const all = html`<ul class="pages">
    ${figures.map((one) => figure(one, shown.get(one.picture) ?? ''))}
  </ul>`;
  return html`<section aria-labelledby="pages">
    <h2 id="pages">Pages on the journeys</h2>
    <p>
      What a family saw, as the browser of the laboratory drew it. Values of the family, which does not exist, are
      blurred. ${shown.size < told.length && `${told.length - shown.size} more are in the evidence.`}
    </p>
    ${
      onPaper
        ? all
        : html`<details>
            <summary>Show ${shown.size} pictures</summary>
            ${all}
          </details>`
    }
  </section>`;
}

type Told = NonNullable<Report['pictures']>[number];

function figure({ journey, step, after, marks, blurred, values }: Told, data: string): Html {
  const place = `Journey ${journey}, step ${step}, after ${after}`;
  const became = marks.length === 0 ? '' : `: ${marks.join(', ').replaceAll('-', ' ')}`;
  const hidden = blurred ? hiddenWords(values) : 'it showed no value of the family';
  return html`<li>
    <figure>
      <img src="${{ markup: data }}" alt="${place}: the page; ${hidden}" width="320" />
      <figcaption>${place}${became}. ${hidden.charAt(0).toUpperCase() + hidden.slice(1)}.</figcaption>
    </figure>
  </li>`;
}

// The names of values as the laboratory gave them, such as guardianEmail, in words.
function hiddenWords(values: readonly string[] = []): string {
  const names = values.map(valueName);
  const [last = 'values of the family', ...others] = names.toReversed();
  const all = others.length === 0 ? last : `${others.toReversed().join(', ')} and ${last}`;
  return `${all} ${names.length === 1 ? 'is' : 'are'} blurred`;
}

function fitting(told: readonly Told[], bytes: PictureBytes): ReadonlyMap<string, string> {
  const shown = new Map<string, string>();
  let all = 0;
  for (const { picture } of told) {
    const found = bytes.get(picture);
    if (found === undefined || found.length > most.one || all + found.length > most.all || !isJpeg(found)) continue;
    all += found.length;
    shown.set(picture, `data:image/jpeg;base64,${Buffer.from(found).toString('base64')}`);
  }
  return shown;
}

const isJpeg = (bytes: Uint8Array) => bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff;
