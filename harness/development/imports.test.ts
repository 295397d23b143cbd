import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import { packageRoot } from '../../schemas/package-root.ts';

const folders = ['schemas', 'suites', 'harness', 'reports'];

/** The modules of this package with what each imports when it is loaded; types are gone by then. */
function importGraph(): ReadonlyMap<string, readonly string[]> {
  const files = folders.flatMap((folder) =>
    readdirSync(join(packageRoot, 'dist', folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.js'))
      .map((file) => join(packageRoot, 'dist', folder, file)),
  );
  return new Map(files.map((file) => [file, importsOf(file)]));
}

function importsOf(file: string): readonly string[] {
  const found = readFileSync(file, 'utf8').matchAll(
    /^(?:import|export)\s[^;]*?from\s+["'](\.[^"']+)["']|^import\s+["'](\.[^"']+)["']/gm,
  );
  return [...found].map(([, from, bare]) => resolve(dirname(file), from ?? bare ?? ''));
}

/** The first ring of imports that leads back to where it began; undefined where there is none. */
function firstRing(graph: ReadonlyMap<string, readonly string[]>): readonly string[] | undefined {
  const done = new Set<string>();
  const visit = (file: string, path: readonly string[]): readonly string[] | undefined => {
    if (path.includes(file)) return [...path.slice(path.indexOf(file)), file];
    if (done.has(file)) return undefined;
    for (const next of graph.get(file) ?? []) {
      const ring = visit(next, [...path, file]);
      if (ring !== undefined) return ring;
    }
    done.add(file);
    return undefined;
  };
  return [...graph.keys()].map((file) => visit(file, [])).find((ring) => ring !== undefined);
}

describe('imports', () => {
  it('never run in a ring', () => {
    const ring = firstRing(importGraph())?.map((file) => relative(packageRoot, file));
    expect(ring?.join(' → ')).to.equal(undefined);
  });

  it('are seen at all: a ring would be found', () => {
    const graph = importGraph();
    expect([...graph.values()].flat().length).to.be.greaterThan(500);
    expect(
      firstRing(
        new Map([
          ['a', ['b']],
          ['b', ['c']],
          ['c', ['b']],
        ]),
      ),
    ).to.deep.equal(['b', 'c', 'b']);
  });
});
