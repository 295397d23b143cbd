import type { Observation } from './probe.ts';

/** Two values that only a service that executes them tells apart, and two of the same look that nobody executes. */
export interface Pair {
  readonly name: string;
  readonly family: Observation['injections'][number]['family'];
  readonly one: unknown;
  readonly other: unknown;
  readonly harmlessOne: unknown;
  readonly harmlessOther: unknown;
}

type Kind = 'json' | 'form' | 'query' | 'path';

/** The corpus for one parameter, beginning from a value that works. Nothing in it changes or destroys anything. */
export function pairs(value: string, kind: Kind): readonly Pair[] {
  const all = [...conditions(value), ...templates(value), ...commands(value), ...paths(value), ...headers(value)];
  return kind === 'json' ? [...all, operator] : all;
}

const conditions = (value: string): readonly Pair[] =>
  [
    ['sql-text', `${value}' AND '1'='1`, `${value}' AND '1'='2`],
    ['sql-like', `${value}%' AND 1=1 -- `, `${value}%' AND 1=2 -- `],
    ['sql-or', `x' OR 1=1 -- `, `x' OR 1=2 -- `],
    ['sql-number', `${value} AND 1=1`, `${value} AND 1=2`],
  ].map(([name = '', one = '', other = '']) => ({
    ...{ name, family: 'sql' as const, one, other },
    harmlessOne: one.replaceAll("'", 'q'),
    harmlessOther: other.replaceAll("'", 'q'),
  }));

const templates = (value: string): readonly Pair[] =>
  ['{{A*B}}', '${A*B}', '<%= A*B %>', '#{A*B}'].map((shape, at) => {
    const put = (one: string, two: string) => `${value} ${shape.replace('A', one).replace('B', two)}`;
    const dull = (text: string) => text.replace(/[{}$<>%#]/g, 'o');
    const [one, other] = [put('7919', '3'), put('7919', '4')];
    return {
      name: `template-${at + 1}`,
      family: 'template',
      one,
      other,
      harmlessOne: dull(one),
      harmlessOther: dull(other),
    };
  });

// The same words to echo, once in a form that a shell runs.
const commands = (value: string): readonly Pair[] =>
  [
    ['$(printf %s ', ')'],
    ['`printf %s ', '`'],
  ].map(([open = '', close = ''], at) => ({
    ...{ name: `command-${at + 1}`, family: 'command' as const },
    one: `${value}${open}jay${close}`,
    other: `${value}${open}owl${close}`,
    harmlessOne: `${value}(printf %s jay)`,
    harmlessOther: `${value}(printf %s owl)`,
  }));

const paths = (value: string): readonly Pair[] => [
  {
    ...{ name: 'path', family: 'path' as const, one: `zz/../${value}`, other: `zz/../zz${value}` },
    ...{ harmlessOne: `zz/--/${value}`, harmlessOther: `zz/--/zz${value}` },
  },
];

const headers = (value: string): readonly Pair[] => [
  {
    ...{ name: 'header', family: 'header' as const },
    one: `${value}\r\nSet-Cookie: toymark=1`,
    other: `${value}\r\nX-Cookie: toymark=1`,
    harmlessOne: `${value}  Set-Cookie: toymark=1`,
    harmlessOther: `${value}  X-Cookie: toymark=1`,
  },
];

const operator: Pair = {
  ...{ name: 'nosql', family: 'nosql', one: { $gt: '' }, other: { $lt: '' } },
  ...{ harmlessOne: { gt: '' }, harmlessOther: { lt: '' } },
};
