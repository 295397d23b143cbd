import { frozen } from './frozen.ts';

/**
 * Remembers what a pure function gave, by key, for the most recent keys. Documents are read again and again when many
 * runs are judged; a key that holds the digest of the bytes makes remembering them safe. What is remembered is frozen, so
 * that nobody changes what somebody else is going to read.
 */
export function remember<T>(most: number): (key: string, make: () => T) => T {
  const known = new Map<string, T>();
  return (key, make) => {
    const value = known.has(key) ? (known.get(key) as T) : frozen(make());
    known.delete(key);
    known.set(key, value);
    const [oldest] = known.keys();
    if (known.size > most && oldest !== undefined) known.delete(oldest);
    return value;
  };
}
