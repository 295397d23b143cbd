import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import { checkFor } from './check-for.ts';
import { packageRoot } from './package-root.ts';
import { validate } from './validate.ts';

describe('the check of a schema', () => {
  const ending = '.schema.json';
  const names = readdirSync(join(packageRoot, 'schemas'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith(ending))
    .map((file) => file.replace(ending, ''));

  it('was made for every schema, and refuses what is none of its documents', () => {
    expect(names).to.include.members(['bench', 'observations/open-ports']);
    // What is common is no document.
    for (const name of names.filter((each) => each !== 'common')) expect(checkFor(name)(7), name).to.equal(false);
  });

  it('is read from nowhere else', () => {
    for (const name of ['../checks/bench', 'observations/../bench', '/etc/hosts', 'Bench', 'a/b/c', ''])
      expect(() => checkFor(name), name).to.throw('no schema is called');
  });

  const misfit = (schema: string, value: unknown, path: string): string | undefined =>
    validate(schema, value).find((each) => each.path.join('.') === path)?.keyword;

  it('knows kinds of evidence', () => {
    const evidence = ['open-ports', 'declaration', 'opne-ports', '../bench'];
    const found = evidence.map((_, at) => misfit('plan', { testCases: [{ evidence }] }, `testCases.0.evidence.${at}`));
    expect(found).to.deep.equal([undefined, undefined, 'format', 'format']);
  });

  it('knows days and times', () => {
    const at = (issuedAt: string) => misfit('certificate', { issuedAt }, 'issuedAt');
    expect([at('2026-02-28T12:00:00Z'), at('2026-02-30T12:00:00Z')]).to.deep.equal([undefined, 'format']);
    const on = (received: string) =>
      misfit('declaration', { product: { units: [{ received }] } }, 'product.units.0.received');
    expect([on('2026-02-28'), on('2026-02-30')]).to.deep.equal([undefined, 'format']);
  });

  it('knows rows of tables that others name', () => {
    const declaration = (trustAnchor: string) => ({
      ixit: { trustAnchors: [{ id: 'own' }], services: [{ id: 'web', trustAnchor }] },
    });
    const path = 'ixit.services.0.trustAnchor';
    expect(misfit('declaration', declaration('other'), path)).to.equal('refersTo');
    expect(misfit('declaration', declaration('own'), path)).to.equal(undefined);
  });
});
