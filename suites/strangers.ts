import type { ApiAccessObservation } from '../schemas/types.ts';
import { eachRow, expect, inconclusive, wholeEvidence } from './vocabulary.ts';

export type Attempt = ApiAccessObservation['attempts'][number];

/** Who called, in words that follow "a caller". */
const callers: Readonly<Record<Attempt['credentials'], string>> = {
  none: 'without a token',
  'altered-header': 'whose token has another header',
  'altered-claims': 'whose token has other claims',
  'altered-signature': 'whose token has another signature',
  altered: 'whose token was altered',
  'other-issuer': 'whose token somebody else signed',
  expired: 'whose token is expired',
  'signed-out': 'who had signed out',
  'password-changed': 'whose session is from before the change of the password',
  idle: 'whose session was idle for longer than the limit',
  'other-family': 'from another family',
  'fresh-account': 'with a fresh account',
  child: 'in the session of a child',
  relative: 'in the session of an invited person',
  'removed-relative': 'who was removed from the family',
  guardian: 'in the session of a guardian',
};

const makes: ReadonlySet<Attempt['does']> = new Set(['create', 'link', 'invite', 'accept', 'let-play']);

/**
 * Each attempt of these callers is refused: it gave none of the family's values, not what the control gave, and had no
 * effect. What the status says counts for nothing: a service may answer 200 to everybody, and 404 to its own people.
 */
export function eachRefused(concerns: (attempt: Attempt) => boolean): void {
  eachRow(wholeEvidence('api-access').attempts.filter(concerns), (attempt) => {
    const { call, marks, changed, took, same, control, does, status } = attempt;
    const who = `a caller ${callers[attempt.credentials]}`;
    expect(marks ?? 0, `${call} gave ${who} ${marks ?? 0} values of the family`).to.equal(0);
    expect(changed, `${call} by ${who} changed what the family sees`).not.to.equal(true);
    if (!control) inconclusive(`the family's own ${call} showed nothing that a refusal could be told by`);
    expect(same, `${call} gave ${who} the same as the family`).not.to.equal(true);
    if (makes.has(does) && changed !== false) expect(took, `${call} was carried out for ${who}`).not.to.equal(true);
    if (status === null) inconclusive(`${call} gave ${who} no answer`);
  });
}
