import type { RequestListener } from 'node:http';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import type { Attempt } from './attempt.ts';
import { inAnswer, key, serviceWith, sessionsOf, ways } from './beside.fixture.ts';

const strangers = ({ attempts }: { readonly attempts: readonly Attempt[] }) =>
  attempts.filter(({ call }) => call === 'add');

describe('what a call carries beside its session', () => {
  for (const [way, { manners, beside }] of Object.entries(ways)) {
    it(`a token ${way} is sent, so that a service is told to refuse by the session alone`, async () => {
      const { listener, refusals } = serviceWith({ ...manners, asksForSession: true });
      const tried = strangers(await sessionsOf(listener, beside));
      expect(tried.map(({ credentials }) => credentials)).to.deep.equal(['none', 'altered']);
      for (const { control, changed, took, status } of tried)
        expect({ control, changed, took, status }).to.deep.equal({
          ...{ control: true, changed: false, took: false, status: 401 },
        });
      expect(new Set(refusals)).to.deep.equal(new Set(['session']));
    });

    it(`a token ${way} is carried by strangers too, so that a service that asks for nothing else is seen`, async () => {
      const { listener } = serviceWith({ ...manners, asksForSession: false });
      const tried = strangers(await sessionsOf(listener, beside));
      expect(tried.map(({ changed }) => changed)).to.deep.equal([true, true]);
    });
  }

  it('that is not declared leaves the service without a working control, and so undecided', async () => {
    const { listener, refusals } = serviceWith({ asksForSession: true });
    const { attempts, controls } = await sessionsOf(listener, { headers: key });
    expect(controls.find(({ call }) => call === 'add')).to.include({ status: 403, distinct: false });
    expect(strangers({ attempts }).map(({ control }) => control)).to.deep.equal([false, false]);
    expect(refusals).to.include('token');
  });

  it('is told to the interface it belongs to and to no other', async () => {
    const { listener } = serviceWith({ asksForSession: true });
    const seen: (string | undefined)[] = [];
    const watching: RequestListener = (asked, response) => {
      if (asked.url?.startsWith('/media') === true) seen.push(asked.headers['x-csrf-token'] as string | undefined);
      listener(asked, response);
    };
    await sessionsOf(watching, inAnswer);
    expect(seen.every((token) => token === undefined)).to.equal(true);
  });
});
