import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { after, describe, it } from 'mocha';
import { load } from '../../schemas/load.ts';
import { UserError } from '../../schemas/problem.ts';
import type { Features } from '../../schemas/types.ts';
import { editionInForce, ownStandard, readStandard } from '../../schemas/read-standard.ts';
import { scratch } from '../development/peer.ts';
import { checkDeclaration } from '../plan/check-declaration.ts';
import { startDocuments } from './init-documents.ts';
import { settled } from './init-questions.ts';

const { folder, remove } = scratch();
const { features } = load('features', join(ownStandard, 'features.yaml')).value;

describe('the questions of init', () => {
  const about: Features['features'] = [
    { id: 'wifi', question: 'Wi-Fi?', help: 'Any.', implies: ['network'] },
    { id: 'network', question: 'A network?', help: 'Any.' },
    { id: 'sealed', question: 'Sealed?', help: 'Any.', excludes: ['network'] },
  ];
  const cases: readonly (readonly [string, Readonly<Record<string, boolean>>, boolean | undefined])[] = [
    ['network', {}, undefined],
    ['network', { wifi: true }, true],
    ['network', { wifi: false }, undefined],
    ['network', { sealed: true }, false],
    ['wifi', { network: false }, false],
    ['wifi', { network: true }, undefined],
    ['sealed', { network: true }, false],
    ['sealed', { network: false }, undefined],
  ];
  for (const [id, answers, expected] of cases)
    it(`${expected === undefined ? 'ask for' : 'do not ask for'} ${id} after ${JSON.stringify(answers)}`, () => {
      expect(settled(id, about, new Map(Object.entries(answers)))).to.equal(expected);
    });
});

describe('starting the documents of a run', () => {
  after(remove);

  it('with every feature answered they pass the loader and the plan', () => {
    const answers = new Map(features.map(({ id }) => [id, id === 'telemetry']));
    const [declaration = '', bench = '', secrets = '', examiner = ''] = startDocuments(folder, {
      features,
      answers,
      force: false,
    });
    checkDeclaration(load('declaration', declaration), readStandard(editionInForce()));
    load('bench', bench);
    load('bench-secrets', secrets);
    load('answers', examiner);
    expect(load('declaration', declaration).value.features).to.include({ telemetry: true, camera: false });
    expect(statSync(secrets).mode & 0o077, 'the secrets are readable by their owner alone').to.equal(0);
  });

  it('a feature left out is a problem at its own line', () => {
    const [declaration = ''] = startDocuments(join(folder, 'blank'), { features, answers: undefined, force: false });
    expect(() => load('declaration', declaration))
      .to.throw(UserError)
      .with.property('problems')
      .with.lengthOf(features.length);
  });

  it('what exists is overwritten only by force, and without it nothing is written', () => {
    const bench = join(folder, 'bench.yaml');
    writeFileSync(bench, 'mine');
    const starting = { features, answers: undefined };
    expect(() => startDocuments(folder, { ...starting, force: false })).to.throw(UserError, 'exists already');
    expect(readFileSync(bench, 'utf8')).to.equal('mine');
    startDocuments(folder, { ...starting, force: true });
    expect(readFileSync(bench, 'utf8')).to.not.equal('mine');
  });
});
