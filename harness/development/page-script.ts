import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import standalone from 'ajv/dist/standalone/index.js';
import { _ } from 'ajv/dist/2020.js';
import { build } from 'esbuild';
import { compileIn, evidenceKinds, instanceWith } from '../../schemas/compile.ts';
import { packageRoot } from '../../schemas/package-root.ts';

/** The schemas of what a browser verifies. */
const names = ['bundle', 'certificate', 'registry', 'registry-event', 'report', 'statement', 'status-list', 'trust'];

const dist = join(packageRoot, 'dist');

/**
 * Makes the script of the page for everybody from the very modules that verify in Node: esbuild joins them, schemas are
 * compiled beforehand because the page's policy forbids making code at run time, and node:crypto is answered by WebCrypto.
 */
export async function buildPageScript(): Promise<void> {
  const checks = await compiledSchemas();
  const result = await build({
    entryPoints: [join(dist, 'reports', 'page', 'main.js')],
    bundle: true,
    minify: true,
    write: false,
    metafile: true,
    format: 'iife',
    target: 'es2022',
    charset: 'ascii',
    legalComments: 'none',
    logLevel: 'error',
    inject: [join(dist, 'reports', 'page', 'buffer.js')],
    alias: { 'node:crypto': join(dist, 'reports', 'page', 'node-crypto.js') },
    plugins: [
      {
        name: 'schemas',
        setup: (esbuild) => {
          esbuild.onLoad({ filter: /schemas[\\/]compile\.js$/ }, () => ({
            contents: checks,
            loader: 'js' as const,
            resolveDir: packageRoot,
          }));
        },
      },
    ],
  });
  // A script element ends at this word, wherever it stands.
  const script = (result.outputFiles[0]?.text ?? '').replaceAll('</script', '<\\/script');
  writeFileSync(join(dist, 'reports', 'page', 'script.js'), script);
  if (process.argv.includes('--list'))
    for (const [input, { bytes }] of Object.entries(result.metafile.inputs).sort((a, b) => b[1].bytes - a[1].bytes))
      process.stdout.write(`${String(bytes).padStart(8)} ${input}\n`);
}

/** The module schemas/compile.ts with its schemas already compiled. */
async function compiledSchemas(): Promise<string> {
  const instance = instanceWith({ code: { source: true, esm: true, formats: _`formats` } });
  const ids = Object.fromEntries(names.map((name) => [exportOf(name), idOf(name)]));
  for (const name of names) compileIn(instance, name);
  const code = standalone.default(instance, ids);
  const formats = [
    "import { isUtcTime } from './dist/schemas/utc-time.js';",
    `const kinds = new Set(${JSON.stringify(evidenceKinds())});`,
    "const formats = { 'utc-time': isUtcTime, date: (day) => isUtcTime(day + 'T00:00:00Z'), 'evidence-kind': (kind) => kinds.has(kind) };",
  ];
  const table = names.map((name) => `${JSON.stringify(name)}: ${exportOf(name)}`).join(', ');
  const exported = [
    `const table = { ${table} };`,
    'export const checkFor = (name) => table[name];',
    'export const evidenceKinds = () => [...kinds];',
  ];
  return Promise.resolve([...formats, code.replace(/^"use strict";/, ''), ...exported].join('\n'));
}

const exportOf = (name: string) => `check_${name.replaceAll('-', '_')}`;

const idOf = (name: string) => `https://toymark.example/schemas/${name}.schema.json`;

if (import.meta.filename === process.argv[1]) await buildPageScript();
