import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { load } from '../../../schemas/load.ts';
import { UserError } from '../../../schemas/problem.ts';
import { ownStandard, readStandard, requirementFiles } from '../../../schemas/read-standard.ts';
import { scratch } from '../../development/peer.ts';
import { loadSuites } from '../../judge/load-suites.ts';
import { check } from '../checks/editions.ts';
import { readHouse } from '../house.ts';
import { allEditions, thawed } from './frozen.ts';
import { publish } from './publish.ts';
import { review } from './review.ts';

const ids = ['AUTH-4', 'NET-2', 'INFO-4'];

const editionText = `# What the first edition holds.
edition: '1.0' # its number
title: Toys
status: draft
levels: [basic, substantial, high]
about: >
  A small standard,
  for this test.
requirements:
  - { id: AUTH-4, level: basic, limits: { attempts: 5 } }
  - { id: NET-2, level: substantial }
`;

describe('publishing an edition', () => {
  let root: ReturnType<typeof scratch>;
  let folder: string;
  beforeEach(() => {
    root = scratch();
    folder = join(root.folder, 'standard');
    mkdirSync(join(folder, 'editions'), { recursive: true });
    for (const id of ids) {
      const path = join('requirements', id.replace(/-.*/, '').toLowerCase(), `${id}.yaml`);
      cpSync(join(ownStandard, path), join(folder, path), { recursive: true });
    }
    for (const name of ['features', 'groups', 'glossary', 'incidents', 'instruments'])
      cpSync(join(ownStandard, `${name}.yaml`), join(folder, `${name}.yaml`));
    writeFileSync(edition('1.0'), editionText);
    review({ ids: 'all', by: 'A. Reader', because: 'read side by side', on: '2026-11-01' }, folder);
  });
  afterEach(() => {
    root.remove();
  });

  const edition = (name: string) => join(folder, 'editions', `${name}.yaml`);
  const fileOf = (id: string) => requirementFiles(folder).get(id)!;
  const edit = (file: string, from: string | RegExp, to: string) => {
    const text = readFileSync(file, 'utf8');
    const changed = text.replace(from, to);
    if (changed === text) throw new Error(`${file} does not hold ${String(from)}`);
    writeFileSync(file, changed);
  };
  const publishing = (name = '1.0') => publish({ edition: name, on: '2026-12-01', found: [] }, folder);
  const codes = (act: () => unknown): readonly string[] => {
    try {
      act();
    } catch (error) {
      if (error instanceof UserError) return error.problems.map(({ code }) => code);
      throw error;
    }
    return [];
  };

  it('freezes a copy and writes day, levels, limits and digests', () => {
    const { digest, requirements } = publishing();
    expect(requirements).to.equal(2);
    const { value } = load('edition', edition('1.0'));
    expect(value).to.deep.include({ status: 'published', published: '2026-12-01' });
    expect(Object.keys(value.documents ?? {})).to.include('features.yaml');
    expect(value.requirements).to.have.length(2);
    expect(readStandard('1.0', folder)).to.deep.include({ digest, folder: join(folder, 'published', '1.0') });
    expect(readStandard('1.0', folder).selected[0]).to.deep.include({ id: 'AUTH-4', limits: { attempts: 5 } });
  });

  it('keeps the words and comments that people wrote into the edition', () => {
    publishing();
    const text = readFileSync(edition('1.0'), 'utf8');
    expect(text).to.contain("# What the first edition holds.\nedition: '1.0' # its number\n");
    expect(text).to.contain('about: >\n  A small standard,\n  for this test.\n');
  });

  it('never changes with the living files', () => {
    const { digest } = publishing();
    edit(fileOf('NET-2'), /rationale: >\n/, 'rationale: >\n  Reworded.\n');
    edit(join(folder, 'features.yaml'), /help: .*/, 'help: Reworded.');
    expect(readStandard('1.0', folder).digest).to.equal(digest);
  });

  it('resolves what a draft of everything selects', () => {
    writeFileSync(
      edition('1.1'),
      editionText
        .replace(/'1\.0'/, "'1.1'")
        .replace(
          /requirements:[^]*/,
          'requirements: all\nexcept: [NET-2]\nadjustments:\n  - { id: AUTH-4, level: high }\n',
        ),
    );
    publishing('1.1');
    const { value } = load('edition', edition('1.1'));
    expect(value).to.not.have.any.keys('except', 'adjustments');
    expect(readStandard('1.1', folder).selected.map(({ id, level }) => `${id} ${level}`)).to.deep.equal([
      'AUTH-4 high',
      'INFO-4 basic',
    ]);
  });

  const refused: readonly (readonly [string, () => void, readonly string[]])[] = [
    ['a proposed requirement', () => edit(fileOf('NET-2'), 'strength:', 'maturity: proposed\nstrength:'), ['PROPOSED']],
    [
      'a withdrawn requirement',
      () => edit(fileOf('NET-2'), 'strength:', 'maturity: withdrawn\nstrength:'),
      ['CONTRADICTION'],
    ],
    ['a statement that changed since its review', () => edit(fileOf('NET-2'), 'SHALL', 'SHALL always'), ['SUSPECT']],
    ['a requirement that nobody reviewed', () => edit(fileOf('NET-2'), /reviews:[^]*/, ''), ['UNREVIEWED']],
    [
      'a requirement beside its successor',
      () => edit(fileOf('NET-2'), 'strength:', 'supersedes: AUTH-4\nstrength:'),
      ['CONTRADICTION'],
    ],
    ['a draft without a number', () => edit(edition('1.0'), "'1.0'", '1.0-draft'), ['FORMAT']],
    [
      'a number that was given before',
      () => mkdirSync(join(folder, 'published', '1.0'), { recursive: true }),
      ['FROZEN'],
    ],
    ['an edition that is published', () => publishing(), ['FROZEN']],
  ];

  for (const [what, prepare, expected] of refused)
    it(`refuses ${what}`, () => {
      prepare();
      const before = readFileSync(edition('1.0'), 'utf8');
      expect(codes(() => publishing())).to.deep.equal(expected);
      expect(readFileSync(edition('1.0'), 'utf8')).to.equal(before);
    });

  it('refuses what the check of the whole has something to say about', () => {
    const found = [{ code: 'HOUSE', where: 'NET-2', problem: 'no spec' }] as const;
    expect(codes(() => publish({ edition: '1.0', on: '2026-12-01', found }, folder))).to.deep.equal(['HOUSE']);
  });

  it('refuses an edition that does not exist', () => {
    expect(codes(() => publishing('9.9'))).to.deep.equal(['UNKNOWN_NAME']);
  });

  const meanings: readonly (readonly [string, string | RegExp, string])[] = [
    ['another statement', 'SHALL', 'SHALL always'],
    ['another name of a limit', /$/, 'limits: { moons: 3 }\n'],
    ['another purpose of a test case', /purpose: .*/, 'purpose: a lamp is on'],
  ];
  for (const [what, from, to] of meanings)
    it(`refuses ${what} under an id of a published edition`, () => {
      publishing();
      writeFileSync(edition('1.1'), editionText.replace("'1.0'", "'1.1'"));
      edit(fileOf('NET-2'), from, to);
      review({ ids: 'all', by: 'A. Reader', because: 'read again', on: '2027-01-01' }, folder);
      expect(codes(() => publishing('1.1'))).to.deep.equal(['MEANING']);
    });

  it('publishes the next edition beside it, with numbers tightened', () => {
    publishing();
    writeFileSync(edition('1.1'), editionText.replace("'1.0'", "'1.1'").replace('attempts: 5', 'attempts: 3'));
    publishing('1.1');
    const limits = ['1.0', '1.1'].map((name) => readStandard(name, folder).selected[0]?.limits?.['attempts']);
    expect(limits).to.deep.equal([5, 3]);
  });

  const thaws: readonly (readonly [string, string, string])[] = [
    ['a changed requirement', 'requirements/net/NET-2.yaml', 'SHALL'],
    ['a changed vocabulary', 'features.yaml', 'help'],
  ];
  for (const [what, path, word] of thaws)
    it(`notices ${what} in the frozen copy`, () => {
      publishing();
      edit(join(folder, 'published', '1.0', path), word, `${word} `);
      expect(codes(() => readStandard('1.0', folder))).to.deep.equal(['FROZEN']);
      expect(thawed(allEditions(folder)[0]!, folder).map(({ code }) => code)).to.deep.equal(['FROZEN']);
    });

  it('notices a file that was added to the frozen copy, and a copy that is gone', () => {
    publishing();
    cpSync(fileOf('INFO-4'), join(folder, 'published', '1.0', 'requirements', 'info', 'INFO-4.yaml'), {
      recursive: true,
    });
    expect(thawed(allEditions(folder)[0]!, folder)[0]?.problem).to.contain('was not in edition 1.0');
  });

  it('is checked: changed meanings, requirements that are gone, test cases without a spec', async () => {
    publishing();
    const suites = await loadSuites();
    const { house } = readHouse(suites);
    const living = () => [...requirementFiles(folder).values()].map((file) => load('requirement', file));
    const look = async (change: object = {}) =>
      (await check({ ...house, editions: allEditions(folder), requirements: living(), ...change })).map(
        ({ code }) => code,
      );
    expect(await look()).to.deep.equal([]);
    expect(await look({ suites: { ...suites, testCases: new Map() } })).to.include('HOUSE');
    expect(await look({ requirements: living().slice(0, 1) })).to.deep.equal(['MEANING']);
    edit(fileOf('NET-2'), 'SHALL', 'SHALL always');
    expect(await look()).to.deep.equal(['MEANING']);
  });
});
