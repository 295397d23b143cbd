import type { Ixit } from '../../schemas/types.ts';

export type Does = NonNullable<Ixit['apiCalls']>[number]['does'];

/** What changes an object or who has it, so that its state is to be read before and after. */
export const changes: ReadonlySet<Does> = new Set([
  'create',
  'change',
  'delete',
  'command',
  'remove',
  'link',
  'release',
]);

/** What tells what a call does. */
export interface Signs {
  readonly method: string;
  /** Path with names in braces. */
  readonly path: string;
  /** Names in braces of path, query and body. */
  readonly names: ReadonlySet<string>;
  readonly signedIn: boolean;
  /** The answer opens a session. */
  readonly opens: boolean;
  /** Something in the body came by mail. */
  readonly mailed: boolean;
  /** The answer is or holds a list. */
  readonly lists: boolean;
}

const written = (words: string) => new RegExp(`(?:^|[/_-])(?:${words})(?:$|[/_?-])`, 'i');
const signingUp = written('sign-?up|register|registration|join|accounts?|users?');
const signingOut = written('sign-?out|log-?out|revoke');
const forgetting = written('forgot\\w*|recover\\w*|reset|reset-password');
const copying = written('export|download|takeout|copy|archive');
const ending = written('delete|remove|destroy|erase');
const altering = written('rename|update|edit|change|settings|profile');
const whole = written('account|me|user|family|profile');
/** Nothing is named that would end instead of everything. */
const alone = /^(?:\/(?:api|v\d+))*\/(?:delete|erase)$/i;
const peopled = written('people|members?|invitations?|invites?|relatives?|guardians?|persons?');
const toyed = written('toys?|devices?|units?|watch(?:es)?');
const ordering = written('say|send|command|commands|play|ring|locate|speak');

type Rule = readonly [Does, (signs: Signs) => boolean];

const writes = ({ method }: Signs) => method !== 'GET';
const ends = ({ method, path }: Signs) => method === 'DELETE' || (method === 'POST' && ending.test(path));

// The first that fits. The manufacturer reads the result and corrects it.
const rules: readonly Rule[] = [
  ['sign-up', (s) => writes(s) && !s.signedIn && s.names.has('password') && signingUp.test(s.path)],
  ['sign-in', (s) => writes(s) && !s.signedIn && (s.names.has('password') || s.opens) && !s.mailed],
  ['accept', (s) => writes(s) && s.mailed],
  ['forgotten', (s) => writes(s) && !s.signedIn && forgetting.test(s.path)],
  ['sign-out', (s) => writes(s) && signingOut.test(s.path)],
  ['change-password', (s) => writes(s) && s.names.has('newPassword')],
  ['let-play', (s) => writes(s) && s.signedIn && s.opens],
  ['invite', (s) => writes(s) && s.names.has('invited')],
  ['remove', (s) => ends(s) && peopled.test(s.path)],
  ['release', (s) => (ends(s) && toyed.test(s.path)) || written('release|unlink').test(s.path)],
  ['link', (s) => s.method === 'POST' && s.names.has('serial') && !s.path.includes('{serial}')],
  ['command', (s) => writes(s) && toyed.test(s.path) && ordering.test(s.path)],
  [
    'erase',
    (s) => ends(s) && !s.path.includes('{') && (whole.test(s.path) || s.names.has('password') || alone.test(s.path)),
  ],
  ['delete', ends],
  ['change', (s) => s.method === 'PUT' || s.method === 'PATCH' || (s.method === 'POST' && altering.test(s.path))],
  ['create', writes],
  ['export', (s) => copying.test(s.path)],
  ['search', (s) => /[?&](?:q|query|search|term)=/i.test(s.path)],
  ['list', (s) => s.lists && !/\}$/.test(s.path.split('?', 1)[0] ?? '')],
];

/** What a call most likely does, by its method, its address and what it sends. */
export const doesOf = (signs: Signs): Does => rules.find(([, fits]) => fits(signs))?.[0] ?? 'read';

/** Whether an answer in JSON is a list, or has one for its only or first member. */
export function holdsList(value: unknown): boolean {
  if (Array.isArray(value)) return true;
  return value !== null && typeof value === 'object' && Object.values(value).some((member) => Array.isArray(member));
}
