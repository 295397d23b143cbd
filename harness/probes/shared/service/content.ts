/** What stands at a dotted path of JSON, as text; undefined where there is nothing simple. */
export function pick(text: string, path: string): string | undefined {
  let value: unknown = parsed(text);
  for (const part of path.split('.')) {
    if (value === null || typeof value !== 'object') return undefined;
    value = (value as Readonly<Record<string, unknown>>)[part];
  }
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}

/** The JSON of a text; undefined where it is none. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

const deepest = 6;

/** The names and kinds in JSON, so that answers of one form are alike whatever they hold; undefined for other content. */
export function shapeOf(text: string): string | undefined {
  const value = parsed(text);
  return value === undefined ? undefined : shape(value, 0);
}

function shape(value: unknown, depth: number): string {
  if (value === null || typeof value !== 'object') return typeof value;
  if (depth > deepest) return '…';
  if (Array.isArray(value)) return `[${value.length === 0 ? '' : shape(value[0], depth + 1)}]`;
  const members = Object.entries(value).slice(0, 200);
  return `{${members
    .map(([name, one]) => `${name}:${shape(one, depth + 1)}`)
    .sort()
    .join(',')}}`;
}

/** How many of these values a text holds, besides those that were sent to get it. */
export function marksIn(text: string, marks: readonly string[], sent: string): number {
  const asked = sent.toLowerCase();
  const given = text.toLowerCase();
  return marks.filter((mark) => given.includes(mark.toLowerCase()) && !asked.includes(mark.toLowerCase())).length;
}

/** The first value after some words of a mail. */
export function after(mail: string, words: string): string | undefined {
  const at = mail.lastIndexOf(words);
  return at < 0 ? undefined : /^[\w-]{4,200}/.exec(mail.slice(at + words.length))?.[0];
}

/** Text with its percent escapes undone; as it is where they are none. */
export function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
