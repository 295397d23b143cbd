import { hasShortHumps } from '../probes/shared/drawn.ts';

/** Values that look like the name of one object: a UUID, a number, hexadecimal digits, or a long drawn word. */
export function looksDrawn(value: string): boolean {
  if (/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(value)) return true;
  if (/^\d{1,19}$/.test(value) || /^(?=.*\d)[0-9a-f]{8,64}$/i.test(value)) return true;
  return isLongWord(value) && (/\d/.test(value) ? !/^[a-z]+(?:-[a-z0-9]+)*$/.test(value) : hasShortHumps(value));
}

/** A word so long that it is the name of an object where an earlier answer gave it, whatever it looks like. */
export const isLongWord = (value: string): boolean =>
  value.length >= 16 &&
  value.length <= 4000 &&
  /^[\w.~+/=-]+$/.test(value) &&
  /[a-z]/i.test(value) &&
  new Set(value).size >= 8;

const irregular: Readonly<Record<string, string>> = { children: 'child', people: 'person', media: 'medium' };

/** The name of one of what a part of an address names in the plural. */
export function singular(plural: string): string {
  const word = plural.toLowerCase();
  if (irregular[word] !== undefined) return irregular[word];
  if (/ies$/.test(word)) return `${plural.slice(0, -3)}y`;
  return /[^s]s$/.test(word) ? plural.slice(0, -1) : plural;
}

/** A name that a request can hold in braces: letters and figures, without what is never a name here. */
export function braceName(words: string): string {
  const parts = words.split(/[^a-zA-Z0-9]+/).filter((part) => part !== '');
  const joined = parts
    .map((part, at) => (at === 0 ? lowerFirst(part) : part.charAt(0).toUpperCase() + part.slice(1)))
    .join('');
  const name = joined.replace(/^\d+/, '').slice(0, 40);
  return name === '' ? 'id' : name;
}

const lowerFirst = (word: string) => word.charAt(0).toLowerCase() + word.slice(1);

/** A row's id from words. */
export function rowId(words: string): string {
  const id = words
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60);
  return id === '' ? 'call' : id;
}

/** The same, numbered where it was given before. */
export function unused(name: string, taken: ReadonlySet<string>, join = '-'): string {
  for (let number = 1; ; number++) {
    const candidate = number === 1 ? name : `${name}${join}${number}`;
    if (!taken.has(candidate)) return candidate;
  }
}

const family: readonly (readonly [RegExp, string])[] = [
  [
    /^new$|^(?:new|repeat|confirm)[-_]?(?:password|passphrase|pass|pwd?)\w*$|^(?:password|passwd|pwd?)[-_]?(?:new|2|again|repeat|confirm\w*)$/i,
    'newPassword',
  ],
  [/pass(?:word|phrase|wd|code)?1?$|^pwd?1?$|^pin$|^(?:old|current)$|^(?:old|current)[-_]?pass/i, 'password'],
  [/e-?mail|^mail$/i, 'email'],
  [/^(?:user|login|account)(?:[-_]?name)?$|^nick/i, 'username'],
  [/^(?:first|given|child|nick)[-_]?name$|^name$|^label$/i, 'firstName'],
  [/^(?:birthday|birth[-_]?date|date[-_]?of[-_]?birth|dob)$/i, 'birthday'],
  [/^(?:text|message|content|body|note|comment|phrase|description)$/i, 'phrase'],
  [/^serial/i, 'serial'],
];

/** The value of a family that a field of this name takes; undefined where its name says nothing. */
export const familyValueFor = (field: string): string | undefined => family.find(([words]) => words.test(field))?.[1];
