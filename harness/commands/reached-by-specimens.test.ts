import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { after, describe, it } from 'mocha';
import { packageRoot } from '../../schemas/package-root.ts';
import { scratch } from '../development/peer.ts';

interface Script {
  readonly url: string;
  readonly functions: readonly { readonly ranges: readonly Range[] }[];
}

/** Characters of a script and how often they were run; those of an inner range count more than those around it. */
interface Range {
  readonly startOffset: number;
  readonly endOffset: number;
  readonly count: number;
}

const built = join(packageRoot, 'dist', 'suites');

/** Places in the suites that end a test case as inconclusive and were never run. */
function unreached({ url, functions }: Script): readonly string[] {
  const file = fileURLToPath(url);
  const text = readFileSync(file, 'utf8');
  const ranges = functions.flatMap((one) => one.ranges);
  const runs = (at: number) =>
    ranges
      .filter(({ startOffset, endOffset }) => startOffset <= at && at < endOffset)
      .toSorted((one, other) => one.endOffset - one.startOffset - (other.endOffset - other.startOffset))[0]?.count ?? 0;
  return [...text.matchAll(/(?<!function )\binconclusive\(/g)]
    .filter(({ index }) => runs(index) === 0)
    .map(({ index }) => `${relative(built, file)}: ${text.slice(index, index + 80).split('\n', 1)[0] ?? ''}`);
}

describe('the specimens', function () {
  this.timeout(120_000);
  const { folder, remove } = scratch();
  after(remove);

  it('reach every condition under which a test case cannot decide', () => {
    const main = join(import.meta.dirname, 'main.js');
    const env = { ...process.env, NODE_V8_COVERAGE: folder };
    const { status, stderr } = spawnSync(process.execPath, [main, 'check'], { env, encoding: 'utf8' });
    expect(status, stderr).to.equal(0);
    const [file = ''] = readdirSync(folder);
    const { result } = JSON.parse(readFileSync(join(folder, file), 'utf8')) as { readonly result: readonly Script[] };
    const scripts = result.filter(({ url }) => url.startsWith('file:') && fileURLToPath(url).startsWith(built));
    expect(scripts.length).to.be.above(100);
    expect(scripts.flatMap(unreached)).to.deep.equal([]);
  });
});
