import { copyFileSync, existsSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { load } from '../../../schemas/load.ts';
import { makeFolder } from '../../../schemas/make-folder.ts';
import { UserError, type Problem } from '../../../schemas/problem.ts';
import { frozenFolder, ownStandard, readStandard, type Standard } from '../../../schemas/read-standard.ts';
import { replaceFile } from '../../evidence/files.ts';
import { allEditions, digestsOf, documentPaths, frozenRequirements, pathOf } from './frozen.ts';
import { refusals } from './refusals.ts';
import { withFields } from './yaml-text.ts';

/** What is published, on which day, and what the check of the whole found beforehand. */
export interface Publishing {
  /** Edition by name, as 1.0. */
  readonly edition: string;
  /** Calendar day. */
  readonly on: string;
  readonly found: readonly Problem[];
}

/** A published edition. */
export interface Published {
  readonly edition: string;
  readonly requirements: number;
  /** The frozen copy. */
  readonly folder: string;
  readonly digest: string;
}

/**
 * Publishes an edition: freezes a copy of its requirements and of the documents around them, and writes day and digests
 * into the edition. Nothing is written where anything speaks against it.
 * @throws UserError with every reason: PROPOSED, SUSPECT, UNREVIEWED, MEANING, FROZEN, FORMAT, CONTRADICTION, and what the
 * check found
 */
export function publish({ edition: name, on, found }: Publishing, folder: string = ownStandard): Published {
  const editions = allEditions(folder);
  const standard = readStandard(name, folder);
  const edition = editions.find(({ value }) => value.edition === standard.edition.edition);
  if (edition === undefined) throw new UserError(elsewhere(name, folder), 64);
  const requirements = standard.selected.map(({ id }) => load('requirement', join(standard.folder, pathOf(id))));
  const frozen = frozenRequirements(folder, editions);
  const problems = [...found, ...refusals({ edition, requirements, frozen }), ...occupied(standard, folder)];
  if (problems.length > 0) throw new UserError(problems);
  const copy = freeze(standard, folder);
  const text = publishedText(readFileSync(edition.file, 'utf8'), { standard, on, copy });
  replaceFile(edition.file, text, `${edition.file}.part`);
  const { digest } = readStandard(name, folder);
  return { edition: edition.value.edition, requirements: requirements.length, folder: copy, digest };
}

const elsewhere = (name: string, folder: string): Problem => ({
  code: 'UNKNOWN_NAME',
  where: name,
  problem: `only an edition in ${join(folder, 'editions')} can be published`,
});

function occupied({ edition }: Standard, folder: string): readonly Problem[] {
  const copy = frozenFolder(edition.edition, folder);
  if (edition.status !== 'draft' || !existsSync(copy)) return [];
  const problem = `a frozen copy of edition ${edition.edition} is there already`;
  return [
    { code: 'FROZEN', where: copy, problem, hint: 'A number is given once; the next edition takes the next one.' },
  ];
}

// Written aside and then renamed, so that there is never half a copy.
function freeze({ edition, selected }: Standard, folder: string): string {
  const copy = frozenFolder(edition.edition, folder);
  const part = `${copy}.part`;
  rmSync(part, { recursive: true, force: true });
  for (const path of [...documentPaths(folder), ...selected.map(({ id }) => pathOf(id))]) {
    makeFolder(dirname(join(part, path)));
    copyFileSync(join(folder, path), join(part, path));
  }
  renameSync(part, copy);
  return copy;
}

interface Text {
  readonly standard: Standard;
  readonly on: string;
  readonly copy: string;
}

function publishedText(text: string, { standard, on, copy }: Text): string {
  const digests = digestsOf(
    copy,
    standard.selected.map(({ id }) => pathOf(id)),
  );
  return withFields(text, {
    status: 'published',
    published: on,
    // Levels and limits stand at each requirement from now on.
    adjustments: undefined,
    except: undefined,
    requirements: standard.selected.map((entry) => ({ ...entry, digest: digests[pathOf(entry.id)] })),
    documents: digestsOf(copy, documentPaths(copy)),
  });
}
