import { markPath } from '../mark.svg.ts';
import { wordOf, type Verdict } from '../words.ts';
import { html, type Html } from './template.ts';

/** The mark of a verdict, its word beside it. */
export function verdictMark(verdict: Verdict, word: string = wordOf(verdict)): Html {
  return html`<span class="verdict ${verdict}"
    ><svg class="mark" aria-hidden="true" viewBox="0 0 16 16"><use href="#mark-${verdict}" /></svg> ${word}</span
  >`;
}

/** Our own mark, as decoration beside our name. */
export const ownMark: Html = html`<svg class="own" aria-hidden="true" viewBox="0 0 32 32">
  <path d="${markPath}" />
</svg>`;

/** The shapes, once for the document: disc with a tick, square with a cross, ring with a question, dash, ring. */
export const shapes: Html = html`<svg class="shapes" aria-hidden="true" width="0" height="0">
  <symbol id="mark-pass" viewBox="0 0 16 16">
    <circle class="solid" cx="8" cy="8" r="7.5" />
    <path class="cut" d="m4.4 8.4 2.5 2.6 4.7-5.6" />
  </symbol>
  <symbol id="mark-fail" viewBox="0 0 16 16">
    <rect class="solid" x=".8" y=".8" width="14.4" height="14.4" rx="1" />
    <path class="cut" d="m4.8 4.8 6.4 6.4m0-6.4-6.4 6.4" />
  </symbol>
  <symbol id="mark-inconclusive" viewBox="0 0 16 16">
    <circle class="line" cx="8" cy="8" r="6.9" />
    <path class="stroke" d="M5.8 6.3c.1-1.3 1-2 2.2-2s2.2.8 2.2 1.9c0 1.7-2.1 1.7-2.1 3.3" />
    <circle class="point" cx="8.1" cy="11.7" r="1.1" />
  </symbol>
  <symbol id="mark-not-applicable" viewBox="0 0 16 16"><path class="line" d="M3 8h10" /></symbol>
  <symbol id="mark-not-tested" viewBox="0 0 16 16"><circle class="line" cx="8" cy="8" r="6.2" /></symbol>
</svg>`;
