import type { Certificate, TrustList } from '../../schemas/types.ts';
import { reportBody } from '../render/html/render-html.ts';
import { verdictMark } from '../render/html/marks.ts';
import { facts, table } from '../render/html/table.ts';
import { html, type Html } from '../render/html/template.ts';
import { day, listed, moment, prose } from '../render/text.ts';
import { partWords } from '../render/words.ts';
import { label } from './label-table.ts';
import type { Judged } from './standing.ts';
import { meaning, standingWords } from './words.ts';

/** What a person is told of a certificate, the answer first. */
export function tell({ standing, code, message, certificate, verification }: Judged, at: string): Html {
  const { title, mark } = standingWords[standing];
  return html`<p class="outcome">${verdictMark(mark, stamp[mark] ?? '')}</p>
    <h2 class="answer" id="answer" tabindex="-1">${title}</h2>
    ${certificate !== undefined && html`<p class="headline">${sentence(certificate)}</p>`}
    ${standing !== 'in-force' && message !== undefined && html`<p>${because(standing, message)} <small>(${code})</small></p>`}
    <p>${meaning[standing]}</p>
    ${certificate !== undefined && about(certificate, verification)} ${experts(verification, at)}`;
}

const stamp: Readonly<Record<string, string>> = {
  pass: 'in force',
  fail: 'do not rely on it',
  inconclusive: 'not certain',
};

const because = (standing: Judged['standing'], message: string): string =>
  standing === 'not-valid' ? `Why: ${message}.` : `${message.slice(0, 1).toUpperCase()}${message.slice(1)}.`;

function sentence({ product, level, standard, report, body, expiresAt }: Certificate): string {
  const versions = product.parts.map(({ kind, version }) => `${partWords[kind]} ${version}`);
  return (
    `${product.model} by ${product.manufacturer} (${listed(versions)}) met level ${level} of ${standard.title}, edition ` +
    `${standard.edition}. ${report.laboratory} tested it, ${body.name} certified it, until ${day(expiresAt)}.`
  );
}

function about(certificate: Certificate, { inForce, included }: Judged['verification']): Html {
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
        ['Valid', `from ${day(issuedAt)} until ${day(expiresAt)}`],
        ['Recomputed', `${decision.judgements} judgements, by the certification body, each the same`],
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
export function believed(trust: TrustList): Html {
  const registers = (trust.registries ?? []).map(({ policy }) => policy.origin);
  return html`<p>
    This page believes list ${trust.version}${trust.scheme !== undefined && ` of ${trust.scheme.name}`}, which counts
    until ${day(trust.expires)}${registers.length > 0 && `, and the register ${listed(registers)}`}. It checks
    signatures on your own device and sends what you open nowhere.
  </p>`;
}
