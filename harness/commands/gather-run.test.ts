import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import { canonicalJson, digestOf } from '../../schemas/canonical-json.ts';
import { packageRoot } from '../../schemas/package-root.ts';
import { readStandard } from '../../schemas/read-standard.ts';
import { scratch } from '../development/peer.ts';
import { createRun, readOrigin } from './run-directory.ts';

const declaration = `declaration: 1
product:
  manufacturer: Example Toys Ltd
  model: Pip the Bear
  modelNumber: PB-100
  ages: {from: 3, to: 8}
  placesOfSale: [DE]
  languages: [de]
  units: [{id: unit-1, serial: PB100-000017}, {id: unit-2, serial: PB100-000018}]
  parts: [{id: firmware, kind: firmware, version: 2.4.1}]
edition: next
level: basic
features: {}
ixit: {}
`;

const bench = `bench: 1
laboratory: {name: Example Lab, address: 1 Test Street, kind: laboratory}
operators: [{id: op-1, name: A. Examiner}]
reach: {unit-1: [127.83.7.1]}
`;

/** Runs the program and returns what it said and how it ended. */
async function toymark(
  args: readonly string[],
  during?: (stderr: string, kill: (signal: NodeJS.Signals) => void) => void,
) {
  const child = spawn(process.execPath, [join(packageRoot, 'dist', 'harness', 'commands', 'main.js'), ...args]);
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk.toString();
    during?.(stderr, (signal) => child.kill(signal));
  });
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, stdout, stderr, signal: child.signalCode };
}

describe('gathering from the command line', function () {
  this.timeout(300_000);
  let place: ReturnType<typeof scratch>;
  let server: Server;
  before(async () => {
    place = scratch();
    server = createServer((socket) => socket.on('error', () => undefined).end('220 ready\r\n')).listen(0, '127.83.7.1');
    await once(server, 'listening');
  });
  after(() => {
    server.close();
    place.remove();
  });

  const newRun = (name: string, units: readonly string[]) => {
    const from = join(place.folder, 'documents');
    mkdirSync(from, { recursive: true });
    const [declarationFile, benchFile] = [join(from, 'declaration.yaml'), join(from, 'bench.yaml')];
    writeFileSync(declarationFile, declaration);
    writeFileSync(benchFile, bench);
    const run = createRun(join(place.folder, name), { declarationFile, benchFile });
    const { edition, digest } = readStandard('next');
    const plan = {
      plan: 1,
      edition: { edition: edition.edition, digest },
      suites: { version: '0.1.0', digest },
      declaration: { digest: digestOf(readFileSync(run.declaration)) },
      level: 'basic',
      requirements: [],
      testCases: [],
      tasks: units.map((unit) => ({
        id: `open-ports/${unit}/tcp`,
        kind: 'open-ports',
        target: `${unit}/tcp`,
        units: [unit],
        occupies: [`scan:${unit}`],
        estimatedSeconds: 10,
        limitSeconds: 200,
        testCases: [],
      })),
    };
    writeFileSync(run.plan, canonicalJson(plan));
    return run;
  };

  it('what can be observed is observed, the rest is said with its reason, and going on repeats nothing', async () => {
    const { folder } = newRun('run', ['unit-1', 'unit-2']);
    const first = await toymark(['gather', folder]);
    expect(first.stderr).to.include('open-ports/unit-1/tcp  observed');
    expect(first.stdout).to.include('1 of 2 tasks observed; not observed:\n  open-ports/unit-2/tcp  ');
    expect(first.code).to.equal(2);

    const refused = await toymark(['gather', folder]);
    expect({ code: refused.code, stdout: refused.stdout }).to.deep.equal({ code: 64, stdout: '' });
    expect(refused.stderr).to.include('USAGE this run already has evidence');

    const resumed = await toymark(['gather', folder, '--resume', '--json', '--quiet']);
    const { tasks, head } = JSON.parse(resumed.stdout) as { tasks: { task: string }[]; head: string };
    expect(tasks.map(({ task }) => task)).to.deep.equal(['open-ports/unit-2/tcp']);
    expect(resumed.stderr).to.equal('');

    const shown = await toymark(['evidence', 'show', folder]);
    expect(shown.stdout).to.include('open-ports/unit-2/tcp  attempt 2  not observed: ');
    const one = await toymark(['evidence', 'show', folder, 'open-ports/unit-1/tcp']);
    expect(one.stdout).to.include(`"port": ${(server.address() as { port: number }).port}`);
    const proved = await toymark(['evidence', 'verify', folder, '--head', head]);
    expect(proved).to.deep.include({ code: 0, stderr: '' });
    const other = await toymark(['evidence', 'verify', folder, '--head', `sha256:${'0'.repeat(64)}`]);
    expect(other.code).to.equal(65);
    expect(other.stderr).to.include('EVIDENCE_HEAD');
  });

  it('an observation of another instrument is recorded for a planned task, if it fits', async () => {
    const { folder } = newRun('imported', ['unit-1']);
    const file = join(place.folder, 'ports.json');
    const args = ['evidence', 'import', folder, 'open-ports/unit-1/tcp', file, '--instrument', 'nmap 7.95'];
    writeFileSync(file, '{"complete": true}');
    const misfit = await toymark(args);
    expect(misfit.code).to.equal(65);
    expect(misfit.stderr).to.include('SCHEMA the observation: the field "scans" is missing');
    writeFileSync(file, '{"complete": true, "scans": [], "tcp": [], "udp": [], "baseline": []}');
    expect(await toymark(args)).to.deep.include({ code: 0, stderr: '' });
    const shown = await toymark(['evidence', 'show', folder]);
    expect(shown.stdout).to.include('by op-1 with nmap 7.95');
    const unknown = await toymark([...args.slice(0, 3), 'open-ports/unit-9/tcp', ...args.slice(4)]);
    expect(unknown.code).to.equal(64);
    expect(unknown.stderr).to.include('UNKNOWN_NAME');
  });

  it('Ctrl-C ends gently, says how to go on, and leaves the evidence whole', async () => {
    const { folder } = newRun('interrupted', ['unit-1']);
    let sent = false;
    const stopped = await toymark(['gather', folder], (stderr, kill) => {
      if (sent || !stderr.includes('started')) return;
      sent = true;
      kill('SIGINT');
    });
    expect(stopped.stderr).to.include('Interrupted: ending gently');
    expect(stopped.stdout).to.include(`Next: toymark gather ${folder} --resume`);
    expect({ code: stopped.code, signal: stopped.signal }).to.deep.equal({ code: 2, signal: null });
    const proved = await toymark(['evidence', 'verify', folder]);
    expect(proved.stdout).to.include('gathering is unfinished');
    const resumed = await toymark(['gather', folder, '--resume', '--quiet']);
    expect(resumed).to.deep.include({ code: 0, stderr: '' });
  });

  it('a second Ctrl-C leaves at once', async () => {
    const module = pathToFileURL(join(packageRoot, 'dist', 'harness', 'commands', 'interruption.js')).href;
    const script = `const { interruption } = await import('${module}');
      interruption(() => console.log('ending gently'));
      setInterval(() => undefined, 1000);
      console.log('ready');`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', script]);
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      child.kill('SIGINT');
    });
    await once(child, 'close');
    expect({ said, signal: child.signalCode }).to.deep.equal({ said: 'ready\nending gently\n', signal: 'SIGINT' });
  });

  it('a run is never overwritten, and remembers where its documents came from', () => {
    const run = newRun('kept', ['unit-1']);
    expect(() => newRun('kept', ['unit-1'])).to.throw('USAGE this folder already holds a run');
    expect(readOrigin(run).benchFolder).to.equal(join(place.folder, 'documents'));
    expect(readFileSync(run.origin, 'utf8')).to.include('"../documents"');
  });
});
