import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { evidenceKinds } from '../../schemas/evidence-kinds.ts';
import { packageRoot } from '../../schemas/package-root.ts';
import { checkFile } from './schema-checks.ts';

/** The schemas of what a browser verifies. */
const names = ['bundle', 'certificate', 'registry', 'registry-event', 'report', 'statement', 'status-list', 'trust'];

const dist = join(packageRoot, 'dist');

/**
 * Makes the script of the page for everybody from the very modules that verify in Node: esbuild joins them, schemas are
 * compiled beforehand because the page's policy forbids making code at run time, and node:crypto is answered by WebCrypto.
 */
export async function buildPageScript(): Promise<void> {
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
          for (const [module, contents] of Object.entries({ 'check-for': checks, 'evidence-kinds': kinds }))
            esbuild.onLoad({ filter: new RegExp(`schemas[\\\\/]${module}\\.js$`) }, () => ({
              contents: contents(),
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

/** The module schemas/check-for.ts with the few checks that it needs. */
function checks(): string {
  const made = names.map((name, index) => `import make${index} from ${JSON.stringify(checkFile(name))};`);
  const table = names.map((name, index) => `${JSON.stringify(name)}: make${index}(called)`).join(', ');
  return [
    ...made,
    "import { called } from './dist/schemas/check-calls.js';",
    `const table = { ${table} };`,
    'export const checkFor = (name) => table[name];',
  ].join('\n');
}

/** The module schemas/evidence-kinds.ts where there is no folder to look into. */
const kinds = (): string =>
  [
    `const kinds = new Set(${JSON.stringify(evidenceKinds())});`,
    'export const evidenceKinds = () => [...kinds];',
    'export const isEvidenceKind = (kind) => kinds.has(kind);',
  ].join('\n');

if (import.meta.filename === process.argv[1]) await buildPageScript();
