import { passTime } from '../shared/service/clock.ts';
import { ask, signInAgain, type Desk, type Family } from '../shared/service/family.ts';
import { readMails } from '../shared/service/mailbox.ts';
import { rehearse, settle } from '../shared/service/rehearsal.ts';
import { soon } from '../shared/soon.ts';
import type { Lived } from './probe.ts';
import { askAgain, formersOf, type Caller } from './remains.ts';
import { marksOfChild } from './values.ts';

type Occasion = 'delete-child' | 'delete-account';

/** Deletes a child, or the whole account, by the way the product offers, and asks for all that was there. */
export async function observeDeletion(desk: Desk, occasion: Occasion): Promise<Lived> {
  const [family, other] = [await settle(desk), await settle(desk)];
  const rehearsed = await rehearse(desk, family);
  await rehearse(desk, other);
  const created = desk.calls.filter(({ does }) => does === 'create').flatMap(({ keeps = {} }) => Object.keys(keeps));
  const marks = occasion === 'delete-account' ? family.marks : marksOfChild(family, created);
  const formers = await formersOf(desk, family, { rehearsed, marks });
  const act = await perform(desk, family, occasion);
  const hours = Number(desk.observing.parameters['hours'] ?? 24);
  const waited = act.done === true && (await passTime(desk, family, hours));
  const callers: readonly Caller[] = [
    { credentials: 'old-session', credential: family.credential },
    { credentials: 'new-session', credential: await signInAgain(desk, family) },
    { credentials: 'other-family', credential: other.credential },
    { credentials: 'none', credential: undefined },
  ];
  const able = callers.filter(({ credentials, credential }) => credentials === 'none' || credential !== undefined);
  const remains = await askAgain(desk, { formers, marks, family }, { occasion, callers: able });
  const life = {
    id: `${desk.api.id}/${occasion}`,
    api: desk.api.id,
    reached: true,
    occasion,
    control: formers.length > 0,
  };
  return { lives: [{ ...life, ...act, waitedHours: waited ? hours : 0 }], exported: [], remains: [...remains] };
}

/** The act itself: done where the service answers that it did it, and not that it has taken note. */
async function perform(desk: Desk, family: Family, occasion: Occasion) {
  const call =
    occasion === 'delete-account'
      ? desk.calls.find(({ does }) => does === 'erase')
      : desk.calls.find(({ does, request }) => does === 'delete' && /\{child\}$/.test(request.path));
  const mails = async () =>
    desk.observing.bench.mailbox === undefined ? '' : readMails(desk.observing, family.values.get('email') ?? '');
  const before = await mails();
  const answer = call && (await ask(desk, family, call.request));
  if (answer === undefined) return { done: null, confirmed: null };
  const done = answer.status >= 200 && answer.status < 300 && answer.status !== 202;
  if (occasion === 'delete-account') family.erased = done;
  if (!done || answer.text.trim() !== '') return { done, confirmed: done };
  const isNew = async () => (await mails()) !== before;
  const { value: confirmed, lateness } = await soon(isNew, (seen) => seen, desk.observing.signal);
  return { done, confirmed, ...(confirmed ? {} : { lateness }) };
}
