import { join } from 'node:path';
import { expect } from 'chai';
import { before, describe, it } from 'mocha';
import type { Judgement } from '../../schemas/types.ts';
import { cannot, findTool, needs } from '../development/needs.ts';
import { runInNamespace } from '../reference-toy/namespace.ts';
import { findScenarios } from './find-scenarios.ts';
import type { Expected, Outcome } from './scenario.ts';

const fixture = join(import.meta.dirname, 'real-servers.fixture.js');
const scenarios = await findScenarios();

/** What a judgement and its rows said. */
const wordsOf = ({ finding, detail, rows }: Judgement): string =>
  [finding, detail, ...rows.flatMap((row) => [row.finding, row.detail])]
    .filter((text) => text !== undefined)
    .join('\n');

/** The judgement in the words of what was expected, so that a difference reads well. */
function said(judgement: Judgement | undefined, expected: Expected | undefined): unknown {
  if (judgement === undefined) return 'not judged';
  const { verdict } = judgement;
  const words = wordsOf(judgement);
  if (verdict === 'pass') return 'pass';
  const wanted = typeof expected === 'object' ? Object.values(expected)[0] : undefined;
  return { [verdict]: wanted !== undefined && words.includes(wanted) ? wanted : words };
}

describe('real servers, judged end to end', function () {
  const outcomes = new Map<string, Outcome>();

  before(async function () {
    this.timeout(240_000);
    const able = scenarios.filter((scenario) => scenario.needs.every(findTool)).map(({ name }) => name);
    const ran = able.length === 0 ? undefined : await runInNamespace(fixture, able);
    if (ran === undefined) return;
    if (ran.output === '') throw new Error(`no scenario ended: ${ran.errors}`);
    for (const outcome of JSON.parse(ran.output) as readonly Outcome[]) outcomes.set(outcome.name, outcome);
  });

  for (const { name, needs: tools, expect: expected } of scenarios)
    it(`${name}: ${Object.entries(expected).map(inWords).join(', ')}`, function () {
      needs(this, 'unshare', 'ip', ...tools);
      const outcome = outcomes.get(name);
      if (outcome === undefined) cannot(this, 'this system allows no network namespace');
      expect(outcome.trouble).to.equal(undefined);
      const judged = Object.fromEntries(
        Object.entries(expected).map(([id, wanted]) => [
          id,
          said(
            outcome.judgements.find(({ testCase }) => testCase === id),
            wanted,
          ),
        ]),
      );
      expect(judged).to.deep.equal(expected);
      expect(outcome.judgements).to.have.length(Object.keys(expected).length);
    });
});

function inWords([id, expected]: readonly [string, Expected]): string {
  return `${id} ${typeof expected === 'string' ? expected : Object.keys(expected).join('')}`;
}
