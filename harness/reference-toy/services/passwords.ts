import { createHash, timingSafeEqual } from 'node:crypto';

const leastLength = 10;

// Words that begin most of the common passwords; what stands before and after them is tried by every guesser.
const common = [
  ...['password', 'passwort', 'motdepasse', 'qwerty', 'qwertz', 'azerty', 'asdfgh', 'zxcvbn', 'qazwsx', 'letmein'],
  ...['welcome', 'iloveyou', 'monkey', 'dragon', 'sunshine', 'princess', 'football', 'baseball', 'superman', 'batman'],
  ...['pokemon', 'master', 'shadow', 'michael', 'jordan', 'charlie', 'trustno', 'starwars', 'whatever', 'freedom'],
  ...[
    'abc',
    'admin',
    'administrator',
    'default',
    'changeme',
    'secret',
    'guest',
    'login',
    'access',
    'hello',
    'computer',
  ],
  ...['internet', 'samsung', 'liverpool', 'chelsea', 'arsenal', 'jennifer', 'jessica', 'ashley', 'nicole', 'daniel'],
  ...['q1w2e3r4', '1q2w3e4r', '1qaz2wsx', 'q1w2e3', 'zaq12wsx', 'a1b2c3', 'pass', 'root', 'user', 'test', 'summer'],
  ...['winter', 'spring', 'autumn', 'babygirl', 'lovely', 'soccer', 'hockey', 'killer', 'george', 'pepper', 'ginger'],
  ...[
    'maggie',
    'matrix',
    'cheese',
    'flower',
    'mustang',
    'corvette',
    'ferrari',
    'mercedes',
    'teddy',
    'bear',
    'guardian',
  ],
];

/** Why a password is too weak to be chosen; undefined where it will do. */
export function weakness(password: string): string | undefined {
  if (password.length < leastLength) return `Choose at least ${leastLength} characters.`;
  if (new Set(password).size < 4 || isRow(password)) return 'Choose something that does not repeat or count.';
  const bare = password
    .toLowerCase()
    .replaceAll('@', 'a')
    .replaceAll('$', 's')
    .replaceAll(/(?<=[a-z])0/g, 'o')
    .replaceAll(/(?<=[a-z])3(?=[a-z])/g, 'e');
  const known = [bare, password.toLowerCase()].some((text) => common.some((word) => isLittleMoreThan(text, word)));
  return known || /^\d+$/.test(password) ? 'This password is among the first that others try.' : undefined;
}

// A word, figures around it and a few letters are what a guesser tries after the word alone.
function isLittleMoreThan(text: string, word: string): boolean {
  if (!text.includes(word)) return false;
  return text.replaceAll(word, '').replaceAll(/[^a-z]/g, '').length < 5;
}

// Neighbours in the alphabet or among the figures, up or down.
function isRow(text: string): boolean {
  const codes = Array.from(text, (character) => character.charCodeAt(0));
  const steps = codes.slice(1).map((code, index) => code - (codes[index] ?? 0));
  return steps.every((step) => step === 1 || step === -9) || steps.every((step) => step === -1 || step === 9);
}

/** Compares two secrets in a time that tells nothing about them. */
export function equalSecrets(one: string, other: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}
