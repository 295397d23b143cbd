import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, readdirSync, readFileSync } from 'node:fs';
import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import { cannot } from '../development/needs.ts';
import { scratch } from '../development/peer.ts';
import { plainUser, type PlainUser } from '../development/plain-user.ts';
import { noBrowser } from '../probes/web-session/web.fixture.ts';
import { startPortal, writePapers } from './journey.fixture.ts';

/** How a process stands, by the field of its status (proc_pid_status(5)). */
type Status = ReadonlyMap<string, string>;

/** The processes that show pages for this program: those below it that draw. */
function renderersBelow(pid: number): readonly Status[] {
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => processOf(name));
  const below = new Set([String(pid)]);
  for (let depth = 0; depth < 8; depth++)
    for (const { status } of all) if (below.has(status.get('PPid') ?? '')) below.add(status.get('Pid') ?? '');
  return all
    .filter(({ command, status }) => command.includes('--type=renderer') && below.has(status.get('Pid') ?? ''))
    .map(({ status }) => status);
}

function processOf(pid: string): readonly { readonly command: string; readonly status: Status }[] {
  try {
    const lines = readFileSync(`/proc/${pid}/status`, 'utf8').split('\n');
    const status = new Map(
      lines.map((line) => [line.split(':', 1)[0] ?? '', line.slice(line.indexOf(':') + 1).trim()]),
    );
    return [{ command: readFileSync(`/proc/${pid}/cmdline`, 'utf8'), status }];
  } catch {
    // It has ended meanwhile.
    return [];
  }
}

describe('a user without rights', function () {
  this.timeout(120_000);
  const { folder, remove } = scratch();
  let user: PlainUser | undefined;
  let portal: Awaited<ReturnType<typeof startPortal>> | undefined;

  before(async function () {
    const missing = noBrowser();
    if (missing !== undefined) cannot(this, missing);
    user = plainUser(folder);
    if (user === undefined) cannot(this, 'root cannot become another user here');
    portal = await startPortal(folder);
  });
  after(() => {
    portal?.stop();
    remove();
  });

  it('takes a journey in a browser that keeps its own sandbox', async () => {
    const steps = [{ open: '/end' }, { expect: 'Goodbye' }, { expect: 'Welcome back', seconds: 3 }];
    const papers = writePapers(folder, portal?.port ?? 0, [{ id: 'way', part: 'pages', kind: 'other', steps }]);
    for (const name of ['declaration.yaml', 'bench.yaml', 'secrets.yaml', 'ca.pem'])
      chmodSync(`${folder}/${name}`, 0o644);
    const [program = '', ...rest] = user?.toymark ?? [];
    const args = [...rest, 'journey', 'check', ...papers, '--out', `${user?.home ?? ''}/pictures`];
    const child = spawn(program, args, { cwd: user?.home, stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
    const seen: Status[] = [];
    const looking = setInterval(() => seen.push(...renderersBelow(child.pid ?? 0)), 200);
    await once(child, 'close');
    clearInterval(looking);
    expect(said).to.contain('breaks at step 3 of 3').and.to.contain('shows "Goodbye"');
    expect(readdirSync(`${user?.home ?? ''}/pictures`)).to.deep.equal(['way.png']);
    const users = new Set(seen.flatMap((status) => status.get('Uid')?.split('\t') ?? []));
    expect(users.size > 0 && !users.has('0'), `pages were shown by the users ${[...users].join(', ')}`).to.equal(true);
    // Filtered system calls are what is left of the sandbox where the system allows no namespaces (seccomp(2)).
    expect(seen.map((status) => status.get('Seccomp'))).to.include('2');
  });
});
