import { existsSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { load } from '../../schemas/load.ts';
import { makeFolder } from '../../schemas/make-folder.ts';
import { UserError } from '../../schemas/problem.ts';
import { ownStandard } from '../../schemas/read-standard.ts';
import { visible } from '../../schemas/visible.ts';
import { suiteFolder } from './house.ts';

/**
 * Writes the three files of a new requirement and returns their paths.
 * @throws UserError where the id is malformed or of no chapter, the title is none, or a file is there already
 */
export function newRequirement(id: string, title: string): readonly string[] {
  if (!/^[A-Z]{2,5}-[1-9][0-9]?$/.test(id))
    throw new UserError(
      { code: 'USAGE', where: id, problem: 'an id is a group in capitals and a number, as NET-10' },
      64,
    );
  checkTitle(title);
  checkChapter(id);
  const group = id.replace(/-.*/, '').toLowerCase();
  const files = [
    [join(ownStandard, 'requirements', group, `${id}.yaml`), requirement(id, title)],
    [join(suiteFolder(id), `${id}.spec.ts`), spec(id, title)],
    [join(suiteFolder(id), 'specimens.yaml'), specimens(id)],
  ] as const;
  const taken = files.filter(([file]) => existsSync(file));
  if (taken.length > 0)
    throw new UserError(
      taken.map(([file]) => ({
        code: 'FILE',
        where: file,
        problem: 'is there already; an id never changes its meaning',
      })),
      64,
    );
  for (const [file, text] of files) {
    makeFolder(dirname(file));
    writeFileSync(file, text, { flag: 'wx' });
  }
  return files.map(([file]) => file);
}

function checkTitle(title: string): void {
  if (title.trim() === title && title === visible(title) && title.length >= 5 && title.length <= 80) return;
  const problem = 'a title has 5 to 80 characters, all of them visible';
  throw new UserError({ code: 'USAGE', where: JSON.stringify(title.slice(0, 100)), problem }, 64);
}

function checkChapter(id: string): void {
  const { groups } = load('groups', join(ownStandard, 'groups.yaml')).value;
  const known = groups.map((group) => group.id);
  if (known.some((group) => id.startsWith(`${group}-`))) return;
  const hint = `The chapters are ${known.join(', ')}; a new one stands first in standard/groups.yaml.`;
  throw new UserError({ code: 'GROUP', where: id, problem: 'the standard has no such chapter', hint }, 64);
}

const requirement = (id: string, title: string) => `id: ${id}
title: ${inYaml(title)}
level: basic
strength: mandatory
applies: []
statement: >
  The toy SHALL … Say one obligation that can be observed.
rationale: >
  Say in one or two sentences who is harmed without it, and how.
guidance:
  manufacturer: How to meet it.
  examiner: How to observe it, and what misleads.
references: {}
testCases:
  - id: ${id}-1
    method: examine
    purpose: the declaration names a contact for guardians
    evidence: [declaration]
`;

const spec = (id: string, title: string) => `import { describe, it } from 'mocha';
import { evidence, expect, inconclusive } from '../../vocabulary.ts';

describe(${quoted(`${id} ${title}`)}, () => {
  it('${id}-1 the declaration names a contact for guardians', () => {
    const { product } = evidence('declaration');
    if (product.languages.length === 0) inconclusive('no language of a guardian is declared');
    expect(product.contact, 'the declaration names no contact').to.be.a('string');
  });
});
`;

const specimens = (id: string) => `- name: a toy whose maker can be reached conforms
  evidence:
    declaration: { product: { languages: [en], contact: 'help@toys.example' } }
  expect: { ${id}-1: pass }

- name: a toy whose maker cannot be reached is found
  evidence:
    declaration: { product: { languages: [en] } }
  expect: { ${id}-1: fail }
  finding: the declaration names no contact
`;

const inYaml = (text: string) => (text.includes("'") ? JSON.stringify(text) : `'${text}'`);

const quoted = (text: string) => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
