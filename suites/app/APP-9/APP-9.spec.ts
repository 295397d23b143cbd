import { describe, it } from 'mocha';
import { observed } from '../../answers.ts';
import { eachRow, evidence, expect, inconclusive } from '../../vocabulary.ts';
import { declaredHosts, matches, reaching } from '../../web-session.ts';

const apps = ['android-app', 'ios-app', 'web-app'];
const areas = ['settings', 'purchases', 'links-out', 'sharing'] as const;
const holds = ['guardian', 'task', 'no-area'];

describe('APP-9 A grown-up gate guards settings', () => {
  it('APP-9-1 each listed area is behind the gate', () => {
    const parts = evidence('declaration').product.parts.filter(({ kind }) => apps.includes(kind));
    eachRow(parts, ({ id }) => {
      for (const area of areas) {
        const gate = observed(area, id, ['not-tried']);
        expect(holds, `${id} lets a child without the guardian into ${area}`).to.include(gate);
      }
    });
  });

  it('APP-9-2 no link leaves the declared origins without the gate', () => {
    const played = reaching('function-reached', 'play').filter(({ role }) => role === 'child');
    if (played.length === 0) inconclusive('no journey of a child got to play');
    const declared = [...declaredHosts()];
    eachRow(
      evidence('web-session').links,
      ({ name, page, host, reached = host, behindGate }) => {
        const stays = [host, reached].every((end) => declared.some((one) => matches(one, end)));
        expect(stays || behindGate, `"${name}" on ${page} leads a child to ${reached}`).to.equal(true);
      },
      { empty: 'no link or form on the pages of a child leads anywhere else' },
    );
  });
});
