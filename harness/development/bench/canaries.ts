import { spawnSync } from 'node:child_process';
import { randomBytes, randomInt } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Measured } from '../bench.ts';
import { findTool } from '../needs.ts';
import { scratch } from '../peer.ts';
import { ManyPatterns } from '../../probes/shared/canaries/search.ts';

const megabytes = 256;
const patternCount = 500;

/** One pass over a recording for 500 patterns, against ripgrep for the same ones; neither finds any until the end. */
export function bench(): Promise<readonly Measured[]> {
  return Promise.resolve(measureAll());
}

function measureAll(): readonly Measured[] {
  const tool = findTool('rg');
  if (tool === undefined) return [];
  const { folder, remove } = scratch();
  try {
    const patterns = Array.from({ length: patternCount }, () => word(10 + randomInt(20)));
    const content = recording(patterns.at(-1) ?? '');
    const [file, list] = [join(folder, 'recording'), join(folder, 'patterns')];
    writeFileSync(file, content);
    writeFileSync(list, patterns.join('\n'));
    const search = new ManyPatterns(patterns.map((pattern) => Buffer.from(pattern)));
    const flags = ['--fixed-strings', '--count', '--text', '--no-config', '--threads', '1', '-f', list, file];
    const ours = best(() => search.matches(content).length);
    const measure = (name: string, more: readonly string[]): Measured => {
      const theirs = best(() => Number(spawnSync(tool, [...more, ...flags], { encoding: 'utf8' }).stdout));
      return { name, ours: speed(ours), theirs: speed(theirs), ratio: ours / theirs };
    };
    const name = `canaries: ${patternCount} patterns in either case`;
    return [
      measure(`${name}, against ripgrep -i`, ['--ignore-case']),
      measure(`${name}, against ripgrep of one case`, ['--case-sensitive']),
    ];
  } finally {
    remove();
  }
}

const speed = (milliseconds: number) => `${Math.round(megabytes / (milliseconds / 1000))} MB/s`;

const word = (length: number) => Array.from({ length }, () => String.fromCharCode(97 + randomInt(26))).join('');

// What a browser sends looks like this: names, numbers, JSON, base64, and some bytes of pictures.
function recording(last: string): Buffer {
  const lines = Array.from({ length: 20_000 }, (_, index) => {
    const fields = `{"event":"${word(8)}","at":${index},"path":"/${word(5)}/${word(12)}","token":"`;
    return `${fields}${randomBytes(60).toString('base64')}","text":"${word(4)} ${word(7)} ${word(3)}"}\n`;
  });
  const block = Buffer.concat([Buffer.from(lines.join('')), randomBytes(400_000)]);
  const all = Buffer.alloc(megabytes * 1_000_000, block);
  all.write(`\n${last}\n`, all.length - last.length - 2);
  return all;
}

// Milliseconds of the quickest of three; each time the one that is there is found.
function best(search: () => number): number {
  const times = Array.from({ length: 3 }, () => {
    const started = performance.now();
    if (search() !== 1) throw new Error('the search did not find what was there once');
    return performance.now() - started;
  });
  return Math.min(...times);
}
