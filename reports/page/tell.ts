import type { Certificate, TrustList } from '../../schemas/types.ts';
import { reportBody } from '../render/html/render-html.ts';
import { verdictMark } from '../render/html/marks.ts';
import { facts, table } from '../render/html/table.ts';
import { html, type Html } from '../render/html/template.ts';
import { day, listed, moment, prose } from '../render/text.ts';
import { partWords } from '../render/words.ts';
import { label } from './label-table.ts';
import type { Judged, Standing } from './standing.ts';
import { meaning, ofClock, standingWords } from './words.ts';

/** When something is told. */
export interface Told {
  /** When it was verified. */
  readonly at: string;
  /** When what is known of laboratories and bodies was last the present state, where that is known. */
  readonly asOf?: string | undefined;
}

/** What a person is told of a certificate, the answer first. */
export function tell({ standing, code, message, certificate, verification }: Judged, { at, asOf }: Told): Html {
  const { title, mark } = standingWords[standing];
  return html`<p class="outcome">${verdictMark(mark, stamp[mark] ?? '')}</p>
    <h2 class="answer" id="answer" tabindex="-1">${title}</h2>
    ${certificate !== undefined && html`<p class="headline">${sentence(certificate, counts(standing))}</p>`}
    ${standing !== 'in-force' && message !== undefined && html`<p>${because(standing, message)} <small>(${code})</small></p>`}
    <p>${meaning[standing]}</p>
    ${ofClock.includes(code ?? '') && html`<p>By this device it is ${moment(at)}. If that is wrong, set its clock and try again.</p>`}
    ${counts(standing) && asOf !== undefined && isOld(asOf, at) && html`<p>${old(asOf, at)}</p>`}
    ${certificate !== undefined && about(certificate, verification, counts(standing))} ${experts(verification, at)}`;
}

const stamp: Readonly<Record<string, string>> = {
  pass: 'in force',
  fail: 'do not rely on it',
  inconclusive: 'not certain',
};

const counts = (standing: Standing) => standing === 'in-force' || standing === 'status-unknown';

/** Days after which a page says how old it is: bodies are suspended at any time. */
const oldAfter = 30;

const daysBetween = (from: string, to: string) => Math.floor((Date.parse(to) - Date.parse(from)) / 86_400_000);

const isOld = (asOf: string, at: string) => daysBetween(asOf, at) > oldAfter;

const old = (asOf: string, at: string) =>
  `What this page knows of laboratories and certification bodies is ${daysBetween(asOf, at)} days old, of ${day(asOf)}. ` +
  'One of them may have lost its right to test or certify since. Open the page anew where it came from.';

// Messages of the verifier name times as machines write them.
function because(standing: Standing, message: string): string {
  const text = message.replace(/\bat (?=\d{4}-\d\d-)/g, 'on ').replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/g, moment);
  return standing === 'not-valid' ? `Why: ${text}.` : `${text.slice(0, 1).toUpperCase()}${text.slice(1)}.`;
}

function sentence({ product, level, standard, report, body, issuedAt, expiresAt }: Certificate, now: boolean): string {
  const versions = product.parts.map(({ kind, version }) => `${partWords[kind]} ${version}`);
  const until = now ? `, until ${day(expiresAt)}.` : ` on ${day(issuedAt)}. That counts no more.`;
  return (
    `${product.model} by ${product.manufacturer} (${listed(versions)}) met level ${level} of ${standard.title}, edition ` +
    `${standard.edition}. ${report.laboratory} tested it, ${body.name} certified it${until}`
  );
}

function about(certificate: Certificate, { inForce, included }: Judged['verification'], now: boolean): Html {
  const { product, standard, level, report, body, scheme, issuedAt, expiresAt, id, decision, holder } = certificate;
  return html`<section aria-labelledby="which">
      <h2 id="which">Which toy, and who says so</h2>
      ${facts([
        ['Toy', `${product.model}, model ${product.modelNumber}`],
        ['Manufacturer', product.manufacturer],
        ['Granted to', holder.name],
        ['For ages', `${product.ages.from} to ${product.ages.to}`],
        ['Tested against', `${standard.title}, edition ${standard.edition}, level ${level}`],
        ['Tested by', `${report.laboratory}, report ${report.id} of ${day(report.issuedAt)}`],
        ['Certified by', `${body.name}, ${body.address}, under ${scheme.name}`],
        [now ? 'Valid' : 'Was meant to count', `from ${day(issuedAt)} until ${day(expiresAt)}`],
        ['Judged again', `by the certification body: ${decision.judgements} results, each the same`],
        ['Still in force', inForce === undefined ? undefined : `by the list of ${moment(inForce.issuedAt)}`],
        ['In the register', included === undefined ? undefined : `entry ${included.index} of ${included.size}`],
        ['Certificate', id],
      ])}
      ${table({
        caption: 'Versions that were tested',
        columns: [{ title: 'Part' }, { title: 'Version' }],
        rows: product.parts.map(({ kind, version }) => [partWords[kind], html`<code>${version}</code>`]),
      })}
    </section>
    ${label(certificate.label)} ${limits(certificate)}`;
}

function limits({ conditions, limitations }: Certificate): Html {
  const list = (items: readonly string[]) =>
    html`<ul>
      ${items.map((item) => html`<li>${prose(item)}</li>`)}
    </ul>`;
  return html`<section aria-labelledby="limits-of">
    <h2 id="limits-of">What it does not say</h2>
    <p>A certificate speaks of the units and versions that were tested. It is no promise that nothing can go wrong.</p>
    ${limitations.length > 0 && list(limitations)}
    ${
      conditions.length > 0 &&
      html`<h3>What the holder goes on doing</h3>
        ${list(conditions)}`
    }
  </section>`;
}

const states = { ok: 'pass', failed: 'fail', 'not-checked': 'not-tested' } as const;
const stateWords = { ok: 'holds', failed: 'does not hold', 'not-checked': 'not checked' } as const;

function experts({ steps, report, valid }: Judged['verification'], at: string): Html {
  return html`<section aria-labelledby="experts">
    <h2 id="experts">For experts</h2>
    <details>
      <summary>Every step of the check, as of ${moment(at)}</summary>
      ${table({
        caption: 'Steps, in the order in which they were taken',
        columns: [{ title: 'Step' }, { title: 'Result' }, { title: 'What was found' }],
        rows: steps.map(({ name, state, code, message }) => [
          name,
          verdictMark(states[state], stateWords[state]),
          code === undefined ? message : `${code}: ${message}`,
        ]),
      })}
    </details>
    ${
      report === undefined
        ? valid && html`<p>The holder does not show the whole report here.</p>`
        : html`<details class="whole-report">
            <summary>The whole report ${report.id}</summary>
            ${reportBody(report)}
          </details>`
    }
  </section>`;
}

/** Whom this page believes, so that nobody has to guess. */
export function believed(trust: TrustList, asOf: string): Html {
  const registers = (trust.registries ?? []).map(({ policy }) => policy.origin);
  return html`<p>
    Who may test and certify, this page knows from list
    ${trust.version}${trust.scheme !== undefined && ` of ${trust.scheme.name}`}, as it was on ${day(asOf)}; that counts
    until ${day(trust.expires)}.
    ${registers.length > 0 && `What was withdrawn, the register ${listed(registers)} says. `}It checks signatures on
    your own device and sends what you open nowhere.
  </p>`;
}
