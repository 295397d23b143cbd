import { expect } from 'chai';
import { describe, it } from 'mocha';
import type { Declared } from '../../../schemas/types.ts';
import { sideBySide } from '../../gather/side-by-side.ts';
import { probe } from './probe.ts';

describe('the ports of a unit', () => {
  it('are asked over UDP before TCP, so that the unit has recovered when others ask', async () => {
    const declaration = { product: { units: [{ id: 'unit-1' }, { id: 'unit-2' }] } } as unknown as Declared;
    const begun: string[] = [];
    const run = ({ id }: { readonly id: string }) => Promise.resolve(void begun.push(id));
    const { signal } = new AbortController();
    await sideBySide(probe.targets({ declaration, testCases: [], parameters: {} }), { run, atOnce: 8, signal });
    expect(begun).to.deep.equal(['unit-1/udp', 'unit-2/udp', 'unit-1/tcp', 'unit-2/tcp']);
  });
});
