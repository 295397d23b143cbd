import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** One measurement: two things done in the same run on the same machine, and how they compare. */
export interface Measured {
  readonly name: string;
  readonly ours: string;
  readonly theirs: string;
  /** Ours divided by theirs; below one is faster. */
  readonly ratio: number;
}

/** A module in `bench/` exports it as `bench`; it gives no rows where a tool it compares with is missing. */
export type Bench = () => Promise<readonly Measured[]>;

const folder = join(import.meta.dirname, 'bench');
const only = process.argv.slice(2);
const modules = readdirSync(folder)
  .filter((file) => file.endsWith('.js') && !file.endsWith('.test.js'))
  .filter((file) => only.length === 0 || only.some((name) => file.startsWith(name)));

for (const file of modules.sort()) {
  const { bench } = (await import(pathToFileURL(join(folder, file)).href)) as { bench: Bench };
  const rows = await bench();
  if (rows.length === 0)
    process.stdout.write(`${file.replace('.js', '')}: a tool to compare with is missing; see toymark doctor\n`);
  for (const { name, ours, theirs, ratio } of rows)
    process.stdout.write(
      `${name.padEnd(52)} ${ours.padStart(12)} ${theirs.padStart(24)}   × ${ratio.toPrecision(2)}\n`,
    );
}
