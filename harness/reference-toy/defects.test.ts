import { join } from 'node:path';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import type { Report } from '../../schemas/types.ts';
import { needs } from '../development/needs.ts';
import { scratch } from '../development/peer.ts';
import { loadDefects } from './defect.ts';
import { runInNamespace } from './namespace.ts';

const main = join(import.meta.dirname, '..', 'commands', 'main.js');

/** What is asked of the toy: everything that its papers, its documents and the examiner's answers decide. */
const papers = ['CONS', 'DATA', 'AV', 'UPD', 'VULN', 'INFO', 'AUTH-3-1', 'AUTH-6-1', 'AUTH-7-1'];
const group = (id: string) => id.split('-', 1)[0] ?? '';

async function failing(defects: readonly string[]): Promise<readonly string[] | undefined> {
  const { folder, remove } = scratch();
  try {
    const chosen = defects.length === 0 ? [] : ['--defect', ...defects];
    const args = ['start', '--json', '--quiet', '--only', papers.join(','), '--out', join(folder, 'run'), ...chosen];
    const ran = await runInNamespace(main, args);
    if (ran === undefined) return undefined;
    if (ran.output === '') throw new Error(ran.errors);
    const { requirements } = JSON.parse(ran.output) as Report;
    const open = requirements.filter(({ verdict }) => verdict === 'inconclusive').map(({ id }) => id);
    expect(open, 'nothing is left undecided').to.be.empty;
    return requirements.filter(({ verdict }) => verdict === 'fail').map(({ id }) => id);
  } finally {
    remove();
  }
}

describe('papers of the reference toy, through the whole line', () => {
  it('without a defect nothing fails', async function () {
    needs(this, 'unshare', 'ip');
    const found = await failing([]);
    if (found === undefined) this.skip();
    expect(found).to.deep.equal([]);
  });

  it('each defect of the papers makes exactly its requirements fail', async function () {
    needs(this, 'unshare', 'ip');
    this.timeout(300_000);
    const known = await loadDefects();
    const ofPapers = known.filter(
      ({ name, fails }) =>
        fails.every((id) => papers.includes(group(id))) ||
        ['password-cannot-change', 'machine-password'].includes(name),
    );
    const waiting = [...ofPapers];
    const wrong: string[] = [];
    const lane = async () => {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
        const found = await failing([next.name]);
        if (found?.join() !== [...next.fails].sort().join()) wrong.push(`${next.name}: ${found?.join() ?? 'not run'}`);
      }
    };
    await Promise.all([lane(), lane(), lane()]);
    expect(wrong).to.deep.equal([]);
    expect(ofPapers).to.have.lengthOf(17);
  });
});
