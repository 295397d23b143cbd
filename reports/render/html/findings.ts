import type { Judgement, Report, ReportRequirement } from '../../../schemas/types.ts';
import { prose } from '../text.ts';
import { judgementsBy, mandatory, unmetRecommended } from '../view.ts';
import { reasonWords } from '../words.ts';
import { evidenceOf } from './evidence.ts';
import { verdictMark } from './marks.ts';
import { html, type Html } from './template.ts';

/** What fails, then what is open, then what was only recommended; each with its reasons. */
export function findings(report: Report): Html {
  const by = judgementsBy(report);
  const each = (requirements: readonly ReportRequirement[]) => requirements.map((one) => finding(one, by, report));
  const failing = mandatory(report, 'fail');
  const open = mandatory(report, 'inconclusive');
  const recommended = unmetRecommended(report);
  return html`${
    failing.length > 0 &&
    html`<section aria-labelledby="fails">
      <h2 id="fails">What fails, and why</h2>
      ${each(failing)}
    </section>`
  }
  ${
    open.length > 0 &&
    html`<section aria-labelledby="open">
      <h2 id="open">What could not be decided</h2>
      ${each(open)}
    </section>`
  }
  ${
    recommended.length > 0 &&
    html`<section aria-labelledby="recommended">
      <h2 id="recommended">Recommended, and not met</h2>
      <p>These do not decide whether the toy conforms.</p>
      ${each(recommended)}
    </section>`
  }`;
}

/** A finding in three parts: what the standard asks, what was observed, what it means for a child. */
function finding(requirement: ReportRequirement, by: ReadonlyMap<string, Judgement>, report: Report): Html {
  const { id, title, statement, rationale, verdict, strength, claim } = requirement;
  const judgements = requirement.testCases.flatMap((testCase) => by.get(testCase.id) ?? []);
  const telling = judgements.filter((judgement) => judgement.verdict !== 'pass');
  return html`<article class="finding" aria-labelledby="finding-${id}">
    <h3 id="finding-${id}"><span class="id">${id}</span> ${title} ${verdictMark(verdict)}</h3>
    <dl>
      <div>
        <dt>The standard asks</dt>
        <dd class="prose">${prose(statement)}</dd>
      </div>
      <div>
        <dt>Observed</dt>
        <dd>${telling.map((judgement) => observed(judgement, report))}</dd>
      </div>
      <div>
        <dt>For a child</dt>
        <dd class="prose">${prose(rationale)}</dd>
      </div>
      ${
        strength === 'recommended' &&
        html`<div>
          <dt>The manufacturer says</dt>
          <dd>${claim === undefined ? 'Nothing; the declaration gives no reason.' : prose(claim)}</dd>
        </div>`
      }
    </dl>
    <p class="more"><a href="#${id}">All test cases of ${id}</a></p>
  </article>`;
}

/** Rows beyond this are with the test cases, further down. */
const rowsShown = 8;

function observed(judgement: Judgement, report: Report): Html {
  const rows = judgement.rows.filter(({ verdict }) => verdict !== 'pass');
  const said = rows.length > 1 ? rows.slice(0, rowsShown).map((row) => html`<li>${saying(row)}</li>`) : undefined;
  const rest = rows.length - rowsShown;
  return html`<div class="observed">
    ${
      said === undefined
        ? html`<p>${saying(judgement)}</p>`
        : html`<ul>
            ${said}
          </ul>`
    }
    ${rest > 0 && html`<p>And ${rest} more, listed with the test case.</p>`}
    <p><small>${judgement.testCase}; evidence: ${evidenceOf(judgement, report)}</small></p>
  </div>`;
}

/** What a judgement or one of its rows says, in the words of the suite and of the device. */
export function saying({ finding: found, reason, detail }: Pick<Judgement, 'finding' | 'reason' | 'detail'>): Html {
  const why = reason === undefined ? undefined : (reasonWords[reason] ?? reason);
  const seen = found ?? detail;
  return html`${why !== undefined && `${sentenceCase(why)}${seen === undefined ? '.' : ': '}`}${seen !== undefined && sentence(seen)}`;
}

// The suite's sentence reads as text; the values behind it stand apart, exactly as they were.
function sentence(seen: string): Html {
  const [, words = seen, values, more = ''] =
    /^(.*?) \(((?:asked|not among|among): .*)\)( \(and \d+ more\))?$/s.exec(seen) ?? [];
  return html`<span class="said">${words}${more}</span
    >${values !== undefined && html` <code class="values">${values}</code>`}`;
}

const sentenceCase = (text: string) => text.slice(0, 1).toUpperCase() + text.slice(1);
