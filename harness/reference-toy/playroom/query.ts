/** One story of the shop. */
export interface Story {
  readonly id: string;
  readonly title: string;
  readonly pence: number;
}

export const stories: readonly Story[] = [
  { id: 'moon', title: 'Pip and the moon', pence: 99 },
  { id: 'sea', title: 'Pip goes to sea', pence: 99 },
  { id: 'snow', title: 'A bear in the snow', pence: 149 },
  { id: 'bread', title: 'How Pip baked bread', pence: 99 },
  { id: 'night', title: 'The night garden', pence: 149 },
];

/** The stories whose title holds some words. */
export const holding = (words: string): readonly Story[] =>
  stories.filter(({ title }) => title.toLowerCase().includes(words.toLowerCase()));

/**
 * The stories that a condition in the manner of SQL selects: `title LIKE '%…%'`, comparisons of texts and numbers, AND, OR,
 * comments. The playroom uses it only with the defect that puts values into commands.
 * @throws Error with the place at which the condition cannot be read
 */
export function select(condition: string): readonly Story[] {
  const test = new Reader(condition).whole();
  return stories.filter((story) => test(story));
}

type Test = (story: Story) => boolean;
type Value = (story: Story) => string | number;

class Reader {
  readonly #tokens: readonly string[];
  #at = 0;

  constructor(condition: string) {
    const bare = condition.replace(/--.*$|#.*$/s, '');
    this.#tokens = bare.match(/'(?:[^']|'')*'|[\w.]+|<>|<=|>=|\S/g) ?? [];
  }

  whole(): Test {
    const test = this.#either();
    if (this.#at < this.#tokens.length) this.#fail();
    return test;
  }

  #either(): Test {
    const tests = [this.#both()];
    while (this.#takes('OR')) tests.push(this.#both());
    return (story) => tests.some((test) => test(story));
  }

  #both(): Test {
    const tests = [this.#comparison()];
    while (this.#takes('AND')) tests.push(this.#comparison());
    return (story) => tests.every((test) => test(story));
  }

  #comparison(): Test {
    if (this.#takes('(')) {
      const test = this.#either();
      if (!this.#takes(')')) this.#fail();
      return test;
    }
    const left = this.#value();
    if (this.#takes('LIKE')) {
      const right = this.#value();
      return (story) => like(String(left(story)), String(right(story)));
    }
    if (this.#takes('=')) {
      const right = this.#value();
      return (story) => left(story) === right(story);
    }
    return this.#fail();
  }

  #value(): Value {
    const token = this.#tokens[this.#at++];
    if (token === undefined) this.#fail();
    if (token.startsWith("'") && token.length > 1) return () => token.slice(1, -1).replaceAll("''", "'");
    if (/^\d+$/.test(token)) return () => Number(token);
    if (token === 'title' || token === 'id' || token === 'pence') return (story) => story[token];
    return this.#fail();
  }

  #takes(word: string): boolean {
    if (this.#tokens[this.#at]?.toUpperCase() !== word) return false;
    this.#at++;
    return true;
  }

  #fail(): never {
    throw new Error(`syntax error at part ${this.#at}`);
  }
}

const like = (text: string, pattern: string): boolean => {
  const parts = pattern.toLowerCase().split('%');
  const words = text.toLowerCase();
  if (parts.length === 1) return words === parts[0];
  return parts.every((part) => words.includes(part));
};
