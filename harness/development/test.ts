import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../schemas/package-root.ts';
import { fetchFor } from './fetch-first.ts';
import type { Failed } from './test-lane.ts';
import { runInLanes } from './test-lanes.ts';

/**
 * `npm test`: tools, format, lint, the check of the house, then every test. Types were checked by the build before it.
 * The last line counts passed, failed and skipped; arguments limit the run to test files whose path holds one of them.
 */
interface Step {
  readonly name: string;
  readonly command: readonly string[];
}

const main = join(packageRoot, 'dist', 'harness', 'commands', 'main.js');
const steps: readonly Step[] = [
  { name: 'format', command: [bin('prettier'), '--check', '--log-level', 'warn', '.'] },
  { name: 'lint', command: [bin('eslint'), '.'] },
  { name: 'check', command: [main, 'check'] },
];

const only = process.argv.slice(2);
let failed = 0;
let passed = 0;
if (only.length === 0) {
  // What cannot be installed shows as skipped tests, each with its reason; on CI these fail.
  run([main, 'doctor', '--fix']);
  for (const { name, command } of steps) {
    const ok = run(command);
    process.stdout.write(`${ok ? '✔' : '✘'} ${name}\n`);
    if (ok) passed++;
    else failed++;
  }
}
const stats = await runTests();
passed += stats.passes + (only.length === 0 ? 1 : 0);
failed += stats.failures;
process.stdout.write(`${passed} passed, ${failed} failed, ${stats.pending} skipped\n`);
process.exit(failed === 0 ? 0 : 1);

function bin(tool: 'prettier' | 'eslint'): string {
  const file = { prettier: 'prettier/bin/prettier.cjs', eslint: 'eslint/bin/eslint.js' }[tool];
  return join(packageRoot, 'node_modules', file);
}

function run(command: readonly string[]): boolean {
  return (
    spawnSync(process.execPath, command, { stdio: ['ignore', 'inherit', 'inherit'], cwd: packageRoot }).status === 0
  );
}

async function runTests(): Promise<{ passes: number; failures: number; pending: number }> {
  const dist = join(packageRoot, 'dist');
  const files = readdirSync(dist, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.test.js') && (only.length === 0 || only.some((part) => file.includes(part))))
    .sort((one, other) => place(one) - place(other) || one.localeCompare(other));
  const stats = { passes: 0, failures: 0, pending: 0 };
  const failures: Failed[] = [];
  const paths = files.map((file) => join(dist, file));
  await fetchFor(paths, (line) => process.stdout.write(`${line.replace(`${dist}/`, '')}\n`));
  await runInLanes(paths, (file, run) => {
    stats.passes += run.passed;
    stats.failures += run.failed.length;
    stats.pending += run.skipped;
    failures.push(...run.failed);
    process.stdout.write(`${run.shown}\n${file.slice(dist.length + 1)} took ${run.seconds.toFixed(1)} s\n`);
  });
  if (failures.length > 0) process.stdout.write(`\nFailed:\n${failures.map(told).join('')}\n`);
  return stats;
}

// Why stands here too, for a reader who has only the end of the output.
function told({ title, reason }: Failed): string {
  return `  ✘ ${title}\n${reason.replace(/^/gm, '      ')}\n`;
}

// What takes longest starts first, so that nothing is waited for at the end.
function place(file: string): number {
  const rooms = ['harness/commands/defects', 'harness/real-servers', 'harness/commands', 'harness/reference-toy'];
  const at = [...rooms, 'harness/probes', 'harness', 'reports'].findIndex((room) => file.startsWith(room));
  return at < 0 ? rooms.length + 3 : at;
}
