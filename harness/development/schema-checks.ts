import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { transform } from 'esbuild';
import { codeOfCheck } from '../../schemas/compile.ts';
import { packageRoot } from '../../schemas/package-root.ts';

const ending = '.schema.json';

/** Where the code of the check of a schema lies. */
export const checkFile = (schema: string): string => join(packageRoot, 'dist', 'schemas', 'checks', `${schema}.cjs`);

/** Makes the check of every schema beforehand, so that no program has to. */
export async function buildSchemaChecks(): Promise<void> {
  const names = readdirSync(join(packageRoot, 'schemas'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith(ending))
    .map((file) => file.replace(ending, '').replaceAll('\\', '/'));
  for (const name of names) {
    const { code } = await transform(codeOfCheck(name), { minify: true, charset: 'utf8' });
    mkdirSync(dirname(checkFile(name)), { recursive: true });
    writeFileSync(checkFile(name), code);
  }
}

if (import.meta.filename === process.argv[1]) await buildSchemaChecks();
