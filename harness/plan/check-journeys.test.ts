import { expect } from 'chai';
import { describe, it } from 'mocha';
import type { Loaded } from '../../schemas/load.ts';
import type { Declaration } from '../../schemas/types.ts';
import { journeyProblems } from './check-journeys.ts';

describe('a declared journey', () => {
  it('is refused where it tells a credential, and taken where it types it in', () => {
    const steps = [
      { open: 'https://mail.example/?key={secret:mail}' },
      { open: 'https://mail.example/?to={guardianEmail}' },
      { fill: 'Your password', with: '{secret:guardian}' },
      { expect: 'Hello {firstName}, {secret:guardian}' },
    ];
    const parts = [{ id: 'pages', kind: 'web-app', version: '1', url: 'https://pages.example/' }];
    const value = { product: { parts }, ixit: { journeys: [{ id: 'a', part: 'pages', kind: 'other', steps }] } };
    const where = (path: readonly (string | number)[]) => path.join('.');
    const found = journeyProblems({ value, where } as unknown as Loaded<Declaration>);
    expect(found.map(({ code, where: at, problem }) => [code, at, problem])).to.deep.equal([
      [
        'CONTRADICTION',
        'ixit.journeys.0.steps.0.open',
        'the journey a names a credential under open, which reports show',
      ],
      [
        'CONTRADICTION',
        'ixit.journeys.0.steps.3.expect',
        'the journey a names a credential under expect, which reports show',
      ],
    ]);
  });
});
