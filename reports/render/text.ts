import { visible } from '../../schemas/visible.ts';

export { visible };

/** Prose on one line: the breaks of its source mean nothing. */
export function prose(text: string): string {
  return visible(text.replace(/\s+/g, ' ').trim());
}

const months = 'January February March April May June July August September October November December'.split(' ');

/** 23 November 2026. */
export function day(time: string): string {
  const [year, month, date] = time.slice(0, 10).split('-').map(Number);
  return `${date} ${months[(month ?? 1) - 1]} ${year}`;
}

/** 23 November 2026, 09:05 UTC. */
export function moment(time: string): string {
  return `${day(time)}, ${time.slice(11, 16)} UTC`;
}

/** 4 min 5 s; a dash where the clock went back meanwhile. */
export function duration(milliseconds: number): string {
  if (milliseconds < 0) return '–';
  const seconds = Math.round(milliseconds / 1000);
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60)];
  const parts = [
    hours > 0 ? `${hours} h` : '',
    minutes > 0 ? `${minutes} min` : '',
    seconds % 60 > 0 ? `${seconds % 60} s` : '',
  ];
  return parts.filter((part) => part !== '').join(' ') || '0 s';
}

/** `1 requirement`, `2 requirements`. */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}

/** `a`, `a and b`, `a, b and c`. */
export function listed(words: readonly string[]): string {
  return words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
