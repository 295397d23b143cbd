import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { secondNetwork } from '../development/namespace.ts';
import { scratch } from '../development/peer.ts';
import { wakeLoopback } from '../reference-toy/namespace.ts';
import { findScenarios } from './find-scenarios.ts';
import { judgeScenario } from './line.ts';
import type { At, Outcome, Scenario } from './scenario.ts';

// Runs the named scenarios inside a network of their own and tells what was judged.
const wanted = new Set(process.argv.slice(2));
const scenarios = (await findScenarios()).filter(({ name }) => wanted.has(name));
const { folder, remove } = scratch();
wakeLoopback();
const far = secondNetwork(['192.0.2.1/24'], ['192.0.2.2/24']);

async function run(scenario: Scenario, at: At): Promise<Outcome> {
  const { name } = scenario;
  const started = performance.now();
  const took = () => Math.round(performance.now() - started);
  mkdirSync(at.folder);
  try {
    const server = await scenario.start(at);
    const judgements = await judgeScenario(scenario, at).finally(server.stop);
    return { name, judgements, milliseconds: took() };
  } catch (error) {
    return {
      name,
      judgements: [],
      milliseconds: took(),
      trouble: error instanceof Error ? `${error.stack}` : 'failed',
    };
  }
}

const outcomes: Outcome[] = [];
const jobs = scenarios.map((scenario, index): readonly [Scenario, At] => {
  const at = { folder: join(folder, String(index)), address: `127.0.1.${index + 1}`, enter: [] };
  return [scenario, scenario.cable === true ? { ...at, address: '192.0.2.2', enter: far.enter } : at];
});

/** One after the other. */
async function lane(queue: (readonly [Scenario, At])[]): Promise<void> {
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) outcomes.push(await run(...next));
}

const beside = jobs.filter(([{ cable }]) => cable !== true);
await Promise.all([
  lane(jobs.filter(([{ cable }]) => cable === true)),
  ...Array.from({ length: 6 }, () => lane(beside)),
]);
far.stop();
remove();
process.stdout.write(JSON.stringify(outcomes));
