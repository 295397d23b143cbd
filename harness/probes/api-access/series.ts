import type { Observation } from './probe.ts';

type Row = Observation['series'][number];

/**
 * How many bits vary freely among values drawn one after the other. What all have in common, and what only grows from one
 * to the next such as a counter or a time, is taken away first. A few values show order, not its absence: it is an upper bound.
 */
export function seriesRow(where: Pick<Row, 'id' | 'api' | 'name'>, values: readonly string[]): Row {
  const length = Math.max(0, ...values.map((value) => value.length));
  const distinct = new Set(values).size;
  const steps = stepsOf(values);
  const counting = steps.length > 1 && steps.every((step) => step !== 0 && Math.abs(step) <= 1000);
  const reach = Math.max(1, ...steps.map(Math.abs));
  const freeBits = counting ? Math.log2(reach) : freeBitsOf(values);
  return { ...where, count: values.length, distinct, length, freeBits: Math.round(freeBits * 10) / 10, counting };
}

// Differences of neighbours, where the values are numbers in base 10 or 16.
function stepsOf(values: readonly string[]): readonly number[] {
  const base = values.every((value) => /^\d{1,15}$/.test(value)) ? 10 : 16;
  if (!values.every((value) => /^[\da-fA-F]{1,12}$/.test(value))) return [];
  const numbers = values.map((value) => Number.parseInt(value, base));
  return numbers.slice(1).map((number, at) => number - (numbers[at] ?? 0));
}

function freeBitsOf(values: readonly string[]): number {
  const [first = ''] = values;
  const growing = growingPart(values);
  const columns = Array.from(first).map((_, at) => new Set(values.map((value) => value[at] ?? '')));
  const free = columns.slice(growing).filter((column) => column.size > 1);
  const alphabet = new Set(free.flatMap((column) => [...column])).size;
  return free.length * Math.log2(Math.max(1, alphabet));
}

/**
 * Length of the beginning that tells only when a value was made: the shortest that gets greater each time, or else the
 * longest that never gets smaller.
 */
function growingPart(values: readonly string[]): number {
  const lengths = Array.from({ length: values[0]?.length ?? 0 }, (_, at) => at + 1);
  const grows = (length: number, enough: (one: string, next: string) => boolean) =>
    values.slice(1).every((next, at) => enough((values[at] ?? '').slice(0, length), next.slice(0, length)));
  const strictly = lengths.find((length) => grows(length, (one, next) => next > one));
  return strictly ?? lengths.findLast((length) => grows(length, (one, next) => next >= one)) ?? 0;
}
