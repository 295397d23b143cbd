import type { Pair } from '../shared/http-session.ts';

/** A pair that many devices were delivered with. */
export interface KnownDefault extends Pair {
  /** How an observation names it. */
  readonly name: string;
}

const users: Readonly<Record<string, readonly string[]>> = {
  admin: [
    'admin',
    '',
    'password',
    '1234',
    '12345',
    '123456',
    '0000',
    '1111',
    'admin1',
    'admin123',
    'admin1234',
    'default',
    'pass',
    'changeme',
    'smart',
    'toor',
  ],
  root: [
    'root',
    '',
    'admin',
    'password',
    '1234',
    '12345',
    '123456',
    'toor',
    'default',
    'pass',
    'vizxv',
    'xc3511',
    'anko',
    'system',
    'openelec',
    'alpine',
  ],
  user: ['user', '', 'password', '1234', '12345'],
  guest: ['guest', '', '12345'],
  support: ['support', 'password'],
  service: ['service'],
  pi: ['raspberry'],
  ubnt: ['ubnt'],
  test: ['test', '1234'],
  toy: ['toy', '1234'],
  child: ['child', '1234'],
  parent: ['parent', '1234'],
  administrator: ['administrator', 'password', '1234'],
  supervisor: ['supervisor'],
  tech: ['tech'],
  default: ['default', ''],
  mqtt: ['mqtt', 'password'],
};

const alone = [
  '0000',
  '1234',
  '1111',
  '123456',
  '000000',
  '12345678',
  '12345',
  '9999',
  '2580',
  '1212',
  '4321',
  '111111',
  'password',
  'admin',
  '00000000',
  '8888',
  'default',
  'guest',
  'toy',
  'qwerty',
];

/** Known defaults for a login: pairs, and for the user name of this login, or for one without user names, values alone. */
export function knownDefaults({
  username,
  usernames,
}: {
  username: string;
  usernames: boolean;
}): readonly KnownDefault[] {
  const values = alone.map((value) => ({ username, value, name: `${usernames ? 'own user name' : 'value'} ${value}` }));
  if (!usernames) return values;
  const pairs = Object.entries(users).flatMap(([user, each]) =>
    each.map((value) => ({ username: user, value, name: `${user}/${value === '' ? '(empty)' : value}` })),
  );
  return [...pairs, ...(Object.hasOwn(users, username) ? [] : values)];
}
