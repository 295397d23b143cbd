import type { Report, ReportAttempt } from '../../../schemas/types.ts';
import { count, duration, moment } from '../text.ts';
import { notObservedWords } from '../words.ts';
import { facts, table } from './table.ts';
import { html, type Html } from './template.ts';

const width = 1000;
const lane = 10;

/** When each instrument worked, as bars on one axis; and every attempt in a table. */
export function timeline(report: Report): Html {
  const { performed, attempts } = report;
  const took = Date.parse(performed.endedAt) - Date.parse(performed.startedAt);
  const kinds = [...new Set(attempts.map(({ kind }) => kind))];
  return html`<section aria-labelledby="run">
    <h2 id="run">How the tests went</h2>
    <p>
      From ${moment(performed.startedAt)} to ${moment(performed.endedAt)}, ${duration(took)} in all;
      ${count(attempts.length, 'attempt')} to observe. A hollow bar is an attempt that observed nothing.
    </p>
    ${
      attempts.length > 0 &&
      html`<figure class="timeline" aria-labelledby="timeline-caption">
          <figcaption id="timeline-caption">When each instrument worked</figcaption>
          ${kinds.map((kind) => bars(kind, report))}
          <div class="axis" aria-hidden="true">
            <span>${performed.startedAt.slice(11, 19)}</span><span>${performed.endedAt.slice(11, 19)} UTC</span>
          </div>
        </figure>
        ${attemptsTable(attempts)}`
    }
  </section>`;
}

function bars(kind: string, { attempts, performed }: Report): Html {
  const own = attempts.filter((attempt) => attempt.kind === kind);
  const lanes = laidOut(own);
  const height = (Math.max(...lanes) + 1) * lane;
  const start = Date.parse(performed.startedAt);
  const whole = Math.max(Date.parse(performed.endedAt) - start, 1);
  const at = (time: string) => Math.round(((Date.parse(time) - start) / whole) * width);
  const bar = ({ startedAt, endedAt, observation }: ReportAttempt, index: number) =>
    html`<rect
      class="${observation === undefined ? 'hollow' : 'full'}"
      x="${at(startedAt)}"
      y="${(lanes[index] ?? 0) * lane + 2}"
      width="${Math.max(at(endedAt) - at(startedAt), 3)}"
      height="${lane - 4}"
    />`;
  const told = own.map(
    ({ task, startedAt, endedAt, observation }) =>
      `${task} from ${startedAt.slice(11, 19)} to ${endedAt.slice(11, 19)}${observation === undefined ? ', observed nothing' : ''}`,
  );
  return html`<div class="bars">
    <span class="strip-name">${kind}</span>
    <svg
      role="img"
      aria-labelledby="bars-${kind} bars-${kind}-desc"
      preserveAspectRatio="none"
      height="${height * 1.4}"
      viewBox="0 0 ${width} ${height}"
    >
      <title id="bars-${kind}">${kind}: ${count(own.length, 'attempt')}</title>
      <desc id="bars-${kind}-desc">${told.slice(0, 100).join('; ')}.</desc>
      ${own.map(bar)}
    </svg>
  </div> `;
}

/** The first lane that is free when an attempt begins. */
function laidOut(attempts: readonly ReportAttempt[]): readonly number[] {
  const until: string[] = [];
  return attempts.map(({ startedAt, endedAt }) => {
    const free = until.findIndex((time) => time <= startedAt);
    const chosen = free < 0 ? until.length : free;
    until[chosen] = endedAt;
    return chosen;
  });
}

function attemptsTable(attempts: readonly ReportAttempt[]): Html {
  const rows = attempts.map((attempt, index) => {
    const { task, attempt: number, startedAt, endedAt, operator, observation, reason = '', detail } = attempt;
    const nothing = html`${notObservedWords[reason] ?? reason}: <code>${detail}</code>`;
    return [
      html`${index + 1}. <code>${task}</code>${number > 1 && ` (try ${number})`}`,
      startedAt.slice(11, 19),
      duration(Date.parse(endedAt) - Date.parse(startedAt)),
      html`<span class="op">${operator}</span>`,
      observation === undefined ? nothing : html`<code class="digest">${observation}</code>`,
    ];
  });
  const columns = [
    { title: 'Attempt' },
    { title: 'Began', figures: true as const },
    { title: 'Took', figures: true as const },
    { title: 'Operator' },
    { title: 'Observation' },
  ];
  const ids = attempts.map((_, index) => `attempt-${index + 1}`);
  return table({ caption: 'Every attempt to observe', columns, rows, ids });
}

/** What gathered and what judged. */
export function tools({ tools: used }: Report): Html {
  return facts(used.map(({ name, version, use }) => [`${name} ${version}`, use] as const));
}
