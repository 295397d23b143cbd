import type { PrivacyLabel } from '../../schemas/types.ts';
import { facts, table } from '../render/html/table.ts';
import { html, type Html } from '../render/html/template.ts';
import { day, listed } from '../render/text.ts';
import { connectionWords, countryName, roleWords } from './words.ts';

/** What the toy records, how it speaks to others, and where data go: what a family asks before it buys. */
export function label(given: PrivacyLabel): Html {
  const { sensors, connections, supportEnds, contact } = given;
  return html`<section aria-labelledby="label">
    <h2 id="label">What it records, and where data go</h2>
    ${facts([
      [
        'Records with',
        sensors.length === 0 ? 'nothing: it has no microphone, camera or other sensor' : sensorsOf(sensors),
      ],
      [
        'Connects by',
        connections.length === 0 ? 'nothing' : listed(connections.map((name) => connectionWords[name] ?? name)),
      ],
      ['Security updates', `promised until ${day(supportEnds)}`],
      ['Questions to', contact],
    ])}
    ${data(given)} ${recipients(given)}
  </section>`;
}

function sensorsOf(sensors: PrivacyLabel['sensors']): Html {
  return html`<ul>
    ${sensors.map(({ kind, description }) => html`<li>${kind === description ? kind : `${kind}: ${description}`}</li>`)}
  </ul>`;
}

function data({ personalData, recipients: all }: PrivacyLabel): Html {
  if (personalData.length === 0) return html`<p>No personal data were declared.</p>`;
  const goes = (ids: readonly string[]) => {
    const names = ids.map((id) => all.find((one) => one.id === id)?.operator ?? id);
    return names.length === 0 ? 'nobody; it stays in the toy' : listed([...new Set(names)]);
  };
  return table({
    caption: 'Personal data',
    columns: [{ title: 'What' }, { title: 'What for' }, { title: 'Kept' }, { title: 'Goes to' }],
    rows: personalData.map(({ item, purpose, retention, sensitive, recipients: ids }) => [
      sensitive ? `${item} (sensitive)` : item,
      purpose,
      retention,
      goes(ids),
    ]),
  });
}

function recipients({ recipients: all }: PrivacyLabel): Html | undefined {
  if (all.length === 0) return undefined;
  // One company may run several services; a family asks who, not how many.
  const same = (one: Recipient, other: Recipient) =>
    one.operator === other.operator && one.country === other.country && one.role === other.role;
  const different = all.filter((one, index) => all.findIndex((other) => same(one, other)) === index);
  return table({
    caption: 'Who receives data',
    columns: [{ title: 'Recipient' }, { title: 'Country' }, { title: 'Who that is' }],
    rows: different.map(({ operator, country, role }) => [operator, countryName(country), roleWords[role]]),
  });
}

type Recipient = PrivacyLabel['recipients'][number];
