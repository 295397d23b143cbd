import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import { packageRoot } from '../../../schemas/package-root.ts';
import { questions } from './udp-payloads.ts';

describe('the questions over UDP', () => {
  it('are for as many protocols as the README says', () => {
    const protocols = new Set(questions.map(({ protocol }) => protocol));
    const said = /(\d+) UDP protocols/.exec(readFileSync(join(packageRoot, 'README.md'), 'utf8'))?.[1];
    expect(said).to.equal(String(protocols.size));
  });
});
