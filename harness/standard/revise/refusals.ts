import { basename } from 'node:path';
import type { Loaded } from '../../../schemas/load.ts';
import type { Problem } from '../../../schemas/problem.ts';
import { reviewState } from '../../../schemas/statement-digest.ts';
import type { Edition, Requirement } from '../../../schemas/types.ts';
import type { Frozen } from './frozen.ts';
import { otherMeanings } from './meanings.ts';

/** What is about to be published. */
export interface Candidate {
  readonly edition: Loaded<Edition>;
  readonly requirements: readonly Loaded<Requirement>[];
  /** The requirements of every edition that was published before. */
  readonly frozen: readonly Frozen[];
}

/** Everything for which an edition cannot be published, one sentence each. There is no way around any of it. */
export function refusals({ edition, requirements, frozen }: Candidate): readonly Problem[] {
  return [
    ...ofEdition(edition),
    ...requirements.flatMap((requirement) => ofRequirement(requirement)),
    ...successions(requirements),
    ...otherMeanings(requirements, frozen),
  ];
}

function ofEdition({ value, where, file }: Loaded<Edition>): readonly Problem[] {
  const number = value.edition.replace('-draft', '');
  if (value.status !== 'draft') {
    const problem = `edition ${value.edition} is ${value.status}`;
    return [{ code: 'FROZEN', where: where(['status']), problem, hint: 'A change goes into the next edition.' }];
  }
  const at = { code: 'FORMAT', where: where(['edition']) } as const;
  if (number !== value.edition)
    return [
      { ...at, problem: 'a draft has no number of its own', hint: `Write edition: "${number}" in ${number}.yaml.` },
    ];
  if (basename(file) === `${number}.yaml`) return [];
  return [{ ...at, problem: `edition ${number} stands in ${basename(file)}`, hint: `Name the file ${number}.yaml.` }];
}

function ofRequirement({ value, where }: Loaded<Requirement>): readonly Problem[] {
  const { id, maturity, testCases } = value;
  const [status, statement] = [where(['maturity']), where(['statement'])];
  const leave = 'Leave it out of the edition';
  const read = `toymark standard review ${id} --by NAME --because "what was compared"`;
  const reasons: Readonly<Record<string, Problem | false>> = {
    proposed: (maturity === 'proposed' || testCases.length === 0) && {
      code: 'PROPOSED',
      where: status,
      problem: `${id} cannot be tested yet`,
      hint: `${leave}, or build its instrument.`,
    },
    withdrawn: maturity === 'withdrawn' && {
      code: 'CONTRADICTION',
      where: status,
      problem: `${id} is withdrawn`,
      hint: `${leave}.`,
    },
    suspect: reviewState(value) === 'suspect' && {
      code: 'SUSPECT',
      where: statement,
      problem: `${id} changed since its test cases were read beside it`,
      hint: read,
    },
    unreviewed: reviewState(value) === 'unreviewed' && {
      code: 'UNREVIEWED',
      where: statement,
      problem: `nobody has read the test cases of ${id} beside its statement`,
      hint: read,
    },
  };
  return Object.values(reasons).filter((reason) => reason !== false);
}

function successions(requirements: readonly Loaded<Requirement>[]): readonly Problem[] {
  const ids = new Set(requirements.map(({ value }) => value.id));
  return requirements.flatMap(({ value, where }) =>
    value.supersedes === undefined || !ids.has(value.supersedes)
      ? []
      : [
          {
            code: 'CONTRADICTION' as const,
            where: where(['supersedes']),
            problem: `the edition holds both ${value.id} and ${value.supersedes}, which it supersedes`,
            hint: 'Leave one of them out.',
          },
        ],
  );
}
