import { ask, callThat, imagine, join, play, type Desk, type Family } from '../shared/service/family.ts';
import { readMails } from '../shared/service/mailbox.ts';
import { soon } from '../shared/soon.ts';
import { inviteRelative } from './cast.ts';
import { handUnit } from '../shared/service/unit.ts';
import type { Observation, Part } from './probe.ts';
import { askNowhere, isDone, settle } from '../shared/service/rehearsal.ts';
import { seriesRow } from './series.ts';

type Link = Observation['links'][number];
type Notice = Observation['notices'][number];

/** Ways to link a toy or a person: with the owner, without the owner, and what the owner is told of it. */
export async function observeLinking(desk: Desk): Promise<Part> {
  const owner = await settle(desk);
  const other = await settle(desk);
  const toys = await linkToys(desk, owner, other);
  const people = await linkPeople(desk, owner, other);
  const series = await drawSeries(desk, owner);
  return { links: [...toys.links, ...people.links], notices: [...toys.notices, ...people.notices], series };
}

interface Linked {
  readonly links: readonly Link[];
  readonly notices: readonly Notice[];
}

async function linkToys(desk: Desk, owner: Family, other: Family): Promise<Linked> {
  const call = callThat(desk, 'link');
  if (call === undefined) return { links: [], notices: [] };
  for (const family of [owner, other]) handUnit(desk, family, 1);
  const serial = owner.values.get('serial') ?? '';
  const before = await news(desk, owner);
  const linked = await play(desk, owner, call);
  const told = await isTold(desk, owner, { of: serial, before });
  const state = desk.calls.find(({ id }) => id === call.state);
  const shown = state && (await ask(desk, owner, state.request));
  const control = linked !== undefined && linked.status < 400 && (shown?.text.includes(serial) ?? false);
  const where = { api: call.api, call: call.id, does: 'link' as const };
  const notices = [{ id: `${desk.api.id}/linking/${call.id}`, ...where, linked: control, ...told }];
  const answer = await ask(desk, other, call.request);
  const [own, theirs] = [
    state && (await ask(desk, owner, state.request)),
    state && (await ask(desk, other, state.request)),
  ];
  const took =
    !control || own === undefined || theirs === undefined
      ? null
      : theirs.text.includes(serial) || !own.text.includes(serial);
  const attempt = 'claim-linked-toy' as const;
  const row = {
    id: `${desk.api.id}/linking/${attempt}`,
    ...where,
    attempt,
    status: answer?.status ?? null,
    took,
    control,
  };
  const release = callThat(desk, 'release');
  if (release !== undefined) for (const family of [owner, other]) await ask(desk, family, release.request);
  return { links: [row], notices };
}

async function linkPeople(desk: Desk, owner: Family, other: Family): Promise<Linked> {
  const [invite, accept] = [callThat(desk, 'invite'), callThat(desk, 'accept')];
  if (invite === undefined || accept === undefined) return { links: [], notices: [] };
  const before = await news(desk, owner);
  const relative = await inviteRelative(desk, owner);
  const email = relative?.person.values.get('email') ?? '?';
  const told = await isTold(desk, owner, { of: email, before });
  const control = relative?.listed ?? false;
  const where = { api: desk.api.id, call: accept.id, does: 'accept' as const };
  const notices = [{ id: `${desk.api.id}/linking/${accept.id}`, ...where, linked: control, ...told }];
  const row = { ...where, control };
  const foreign = await acceptForeign(desk, owner, other);
  const inName = await inviteInName(desk, owner);
  const links = [
    {
      id: `${desk.api.id}/linking/accept-foreign-invitation`,
      ...row,
      attempt: 'accept-foreign-invitation' as const,
      ...foreign,
    },
    {
      id: `${desk.api.id}/linking/invite-in-foreign-name`,
      ...row,
      attempt: 'invite-in-foreign-name' as const,
      ...inName,
    },
  ];
  return { links, notices };
}

/** Another family accepts what was sent to somebody else. */
async function acceptForeign(desk: Desk, owner: Family, other: Family): Promise<Pick<Link, 'status' | 'took'>> {
  const [invite, accept] = [callThat(desk, 'invite'), callThat(desk, 'accept')];
  if (invite === undefined || accept === undefined) return { status: null, took: null };
  owner.values.set('invited', imagine(desk.observing.bench, 'own').values.get('email') ?? '');
  await play(desk, owner, invite);
  for (const name of Object.keys(invite.mail ?? {})) other.values.set(name, owner.values.get(name) ?? '');
  const answer = await ask(desk, other, accept.request);
  return { status: answer?.status ?? null, took: await belongs(desk, owner, other) };
}

/** A stranger writes an invitation in the owner's name to an account of its own, and accepts it there. */
async function inviteInName(desk: Desk, owner: Family): Promise<Pick<Link, 'status' | 'took'>> {
  const [invite, accept] = [callThat(desk, 'invite'), callThat(desk, 'accept')];
  const [stranger, accomplice] = [await join(desk), await join(desk)];
  if (invite === undefined || accept === undefined || stranger === undefined || accomplice === undefined)
    return { status: null, took: null };
  stranger.values.set('invited', accomplice.values.get('email') ?? '');
  const family = await familyOf(desk, owner);
  const json = {
    ...invite.request.json,
    ...(family === undefined ? {} : { family, familyId: family, family_id: family }),
  };
  await play(desk, stranger, { ...invite, request: { ...invite.request, json } });
  for (const name of Object.keys(invite.mail ?? {})) accomplice.values.set(name, stranger.values.get(name) ?? '');
  const answer = await ask(desk, accomplice, accept.request);
  return { status: answer?.status ?? null, took: await belongs(desk, owner, accomplice) };
}

// Calls that keep the family's id under this name tell it.
async function familyOf(desk: Desk, owner: Family): Promise<string | undefined> {
  for (const call of desk.calls.filter(({ keeps = {}, does }) => does === 'read' && 'family' in keeps))
    await play(desk, owner, call);
  return owner.values.get('family');
}

async function belongs(desk: Desk, owner: Family, stranger: Family): Promise<boolean | null> {
  const list = desk.calls.find(({ id }) => id === callThat(desk, 'remove')?.state);
  const people = list && (await ask(desk, owner, list.request));
  return people === undefined ? null : people.text.includes(stranger.values.get('email') ?? '?');
}

/** Whether what the guardian reads names something that it did not before; null where an account gave no answer. */
async function isTold(
  desk: Desk,
  owner: Family,
  { of: words, before }: { readonly of: string; readonly before: string | undefined },
): Promise<Pick<Notice, 'named' | 'lateness'>> {
  const { value: named, lateness } = await soon(
    async () => {
      const after = await news(desk, owner);
      return before === undefined || after === undefined ? null : mentions(after, words) > mentions(before, words);
    },
    (seen) => seen === true,
    desk.observing.signal,
  );
  return named === false ? { named, lateness } : { named };
}

/** What the guardian reads: the mails, and the news in the account; undefined where it gave no answer. */
async function news(desk: Desk, owner: Family): Promise<string | undefined> {
  const parts = [
    desk.observing.bench.mailbox === undefined ? '' : await readMails(desk.observing, owner.values.get('email') ?? ''),
  ];
  for (const call of desk.calls.filter(({ notices }) => notices === true)) {
    const answer = await ask(desk, owner, call.request);
    if (answer === undefined) return undefined;
    parts.push(answer.text);
  }
  return parts.join('\n');
}

const mentions = (text: string, words: string): number => text.split(words).length - 1;

const drawn = 12;

/** Keys of each kind, drawn one after the other. */
async function drawSeries(desk: Desk, owner: Family): Promise<Observation['series']> {
  const rows: Observation['series'] = [];
  const nowhere = await askNowhere(desk, owner);
  for (const call of desk.calls) {
    if (call.key === undefined) continue;
    const values: string[] = [];
    for (let at = 0; at < drawn; at++) {
      owner.values.set('invited', imagine(desk.observing.bench, 'own').values.get('email') ?? '');
      owner.values.delete(call.key);
      const answer = await play(desk, owner, call);
      const value = owner.values.get(call.key);
      if (answer !== undefined && value !== undefined && isDone(answer, nowhere)) values.push(value);
    }
    rows.push(
      seriesRow({ id: `${desk.api.id}/linking/${call.id}/${call.key}`, api: desk.api.id, name: call.key }, values),
    );
  }
  return rows;
}
