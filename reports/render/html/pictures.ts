import type { Report } from '../../../schemas/types.ts';
import { html, type Html } from './template.ts';

/** Pictures by their digests, as the evidence has them. */
export type PictureBytes = ReadonlyMap<string, Uint8Array>;

const most = { one: 150_000, all: 2_000_000 };

/**
 * Pages as they were seen on the journeys. What is not at hand, is no JPEG or is too large is named and not shown, so that
 * the page stays small.
 */
export function pictures({ pictures: told = [] }: Report, bytes: PictureBytes): Html | undefined {
  if (told.length === 0 || bytes.size === 0) return undefined;
  const shown = fitting(told, bytes);
  return html`<section aria-labelledby="pages">
    <h2 id="pages">Pages on the journeys</h2>
    <p>
      What a family saw, as the browser of the laboratory drew it. Values of the family, which does not exist, are
      blurred. ${shown.size < told.length && `${told.length - shown.size} more are in the evidence.`}
    </p>
    <details>
      <summary>Show ${shown.size} pictures</summary>
      <ul class="pages">
        ${told.filter(({ picture }) => shown.has(picture)).map((one) => figure(one, shown.get(one.picture) ?? ''))}
      </ul>
    </details>
  </section>`;
}

type Told = NonNullable<Report['pictures']>[number];

function figure({ journey, step, after, marks, blurred }: Told, data: string): Html {
  const place = `Journey ${journey}, step ${step}, after ${after}`;
  const became = marks.length === 0 ? '' : `: ${marks.join(', ').replaceAll('-', ' ')}`;
  const hidden = blurred ? 'values of the family are blurred' : 'it showed no value of the family';
  return html`<li>
    <figure>
      <img src="${{ markup: data }}" alt="${place}: the page; ${hidden}" width="320" />
      <figcaption>${place}${became}. ${hidden.charAt(0).toUpperCase() + hidden.slice(1)}.</figcaption>
    </figure>
  </li>`;
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
