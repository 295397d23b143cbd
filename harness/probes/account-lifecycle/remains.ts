import { marksIn } from '../shared/service/content.ts';
import { fill } from '../shared/service/fill.ts';
import type { Desk, Family } from '../shared/service/family.ts';
import type { Answered } from '../shared/service/client.ts';
import { mediumAt } from '../shared/service/medium.ts';
import type { Rehearsed } from '../shared/service/rehearsal.ts';
import { pick } from '../shared/service/content.ts';
import type { Observation, Occasion } from './probe.ts';

export type Remain = Observation['remains'][number];

/** One thing that a family could ask for: a call with its identifiers put in, or the address of a medium. */
export interface Former {
  readonly call: string;
  readonly ask: (credential: string | undefined) => Promise<Answered | undefined>;
  readonly control: boolean;
}

const reads = new Set(['read', 'list', 'export', 'search']);

/** Everything that gave the family one of these values while it was there. */
export async function formersOf(desk: Desk, family: Family, { rehearsed, marks }: Told): Promise<readonly Former[]> {
  const calls = rehearsed
    .filter(({ call, answer }) => reads.has(call.does) && marksIn(answer.text, marks, '') > 0)
    .flatMap(({ call }) => {
      const filled = fill(call.request, family.values);
      return filled === undefined
        ? []
        : [{ call: call.id, control: true, ask: (who?: string) => desk.client.send(filled, who) }];
    });
  const media: Former[] = [];
  for (const { call, answer } of rehearsed) {
    const address = call.media === undefined ? undefined : pick(answer.text, call.media);
    if (address !== undefined && (await mediumAt(desk, family, address)) !== undefined)
      media.push({ call: `${call.id}-medium`, control: true, ask: (who?: string) => desk.client.fetch(address, who) });
  }
  return [...calls, ...media];
}

export interface Told {
  readonly rehearsed: readonly Rehearsed[];
  readonly marks: readonly string[];
}

export interface Caller {
  readonly credentials: Remain['credentials'];
  readonly credential: string | undefined;
}

/** What is still given, to each of these callers. */
export async function askAgain(
  desk: Desk,
  {
    formers,
    marks,
    family,
  }: { readonly formers: readonly Former[]; readonly marks: readonly string[]; readonly family: Family },
  { occasion, callers }: { readonly occasion: Occasion & Remain['occasion']; readonly callers: readonly Caller[] },
): Promise<readonly Remain[]> {
  const rows: Remain[] = [];
  for (const { call, ask, control } of formers)
    for (const { credentials, credential } of callers) {
      const answer = await ask(credential);
      rows.push({
        ...{ id: `${desk.api.id}/${occasion}/${call}/${credentials}`, api: desk.api.id, occasion, call, credentials },
        ...{ way: 'signed-in' as const, status: answer?.status ?? null, obeyed: null, control },
        marks: answer === undefined ? null : count(answer, marks, family),
      });
    }
  return rows;
}

const count = (answer: Answered, marks: readonly string[], { picture }: Family): number =>
  marksIn(answer.text, marks, answer.sent) + (answer.body.includes(picture) ? 1 : 0);
