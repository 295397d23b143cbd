import { randomBytes } from 'node:crypto';
import type { RequestListener } from 'node:http';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import type { Observations } from '../../../schemas/types.ts';
import { validate } from '../../../schemas/validate.ts';
import { NotObserved } from '../../gather/probe.ts';
import { probe } from './probe.ts';
import { agreed, ixitFor, look as lookAt, type Said } from './service.fixture.ts';

type Observation = Observations['api-access'];

const look = (listener: RequestListener, topic: string, said: Said = {}): Promise<Observation> =>
  lookAt({ kind: 'api-access', probe, target: `portal/${topic}` }, listener, said);

const refusalOf = (promise: Promise<unknown>): Promise<NotObserved> =>
  promise.then(
    () => expect.fail('something was observed'),
    (error: unknown) => {
      if (error instanceof NotObserved) return error;
      throw error;
    },
  );

describe("the operator's consent", () => {
  const answers: RequestListener = (_, response) => response.end('{"ok":true}');

  it('is in the evidence, with who gave it and when', async () => {
    const consent = { by: 'Example Toys Ltd', on: '2026-10-05', until: '2999-12-31' };
    const { apis } = await look(answers, 'errors', { consent });
    expect(apis.map((row) => row.consent)).to.deep.equal([consent]);
  });

  it('that has ended stops the instrument before its first request', async () => {
    let asked = 0;
    const counting: RequestListener = (_, response) => {
      asked++;
      response.end('{}');
    };
    const error = await refusalOf(look(counting, 'sessions', { consent: { ...agreed, until: '2026-10-06' } }));
    expect(error.reason).to.equal('input-missing');
    expect(error.message).to.match(
      /^the consent of Example Toys Ltd of 2026-10-05 .* ended on 2026-10-06.*ask the operator/,
    );
    expect(asked).to.equal(0);
  });

  it('that bears a day to come stops it as well, and says what to correct', async () => {
    let asked = 0;
    const counting: RequestListener = (_, response) => {
      asked++;
      response.end('{}');
    };
    const error = await refusalOf(look(counting, 'sessions', { consent: { ...agreed, on: '2999-01-01' } }));
    expect(error.reason).to.equal('input-missing');
    expect(error.message).to.match(/^the consent of Example Toys Ltd .* bears the day 2999-01-01.*correct "on"/);
    expect(asked).to.equal(0);
  });

  it('that is absent, or says nobody or no day, makes the declaration no declaration', () => {
    const { apis = [] } = ixitFor(1);
    const misfitsOf = (consent: unknown) =>
      validate('declaration', { ixit: { apis: [{ ...apis[0], consent }] } })
        .map(({ path, message }) => `${path.join('.')} ${message}`)
        .filter((said) => said.includes('consent'));
    expect(misfitsOf(agreed)).to.deep.equal([]);
    for (const wrong of [
      undefined,
      {},
      { by: 'Example Toys Ltd' },
      { by: '', on: '2026-10-05' },
      { ...agreed, on: 'soon' },
    ])
      expect(misfitsOf(wrong), JSON.stringify(wrong)).to.not.be.empty;
  });
});

describe('services that say the same to everybody', () => {
  for (const topic of ['sessions', 'families'])
    it(`200 to everything is neither access nor protection (${topic})`, async () => {
      const { attempts } = await look((_, response) => response.end('{"ok":true}'), topic);
      expect(attempts).to.not.be.empty;
      for (const { marks, control } of attempts) expect({ marks, control }).to.deep.equal({ marks: 0, control: false });
    });

  it('404 to everything shows no protection, because the family is refused too', async () => {
    const { attempts, controls } = await look((_, response) => response.writeHead(404).end('{}'), 'sessions');
    expect(controls.every(({ distinct }) => distinct === false)).to.equal(true);
    expect(attempts.filter(({ control }) => control)).to.be.empty;
  });

  it('an echo of what a stranger sent is no value of the family', async () => {
    const { attempts } = await look((request, response) => {
      request.resume();
      response.end(JSON.stringify({ asked: request.url, id: 'childchildchildchild' }));
    }, 'families');
    const read = attempts.filter(({ call }) => call === 'child');
    expect(read.map(({ marks }) => marks)).to.include(0);
  });
});

describe('services that do as they please', () => {
  it('random octets are read, compared and found to hold nothing', async () => {
    const { attempts } = await look((_, response) => response.end(randomBytes(5000)), 'sessions');
    expect(attempts.every(({ marks }) => marks === 0)).to.equal(true);
  });

  it('50 megabytes are cut at a quarter of one', async () => {
    const chunk = Buffer.alloc(1024 * 1024, 'a');
    let sent = 0;
    await look((_, response) => {
      response.writeHead(200);
      const more = () => {
        for (let at = 0; at < 50; at++) {
          sent += chunk.length;
          if (!response.write(chunk)) return response.once('drain', more);
        }
        return response.end();
      };
      more();
    }, 'errors');
    expect(sent).to.be.below(400 * 1024 * 1024);
  });

  it('endless redirects are not followed', async () => {
    let asked = 0;
    const { controls } = await look((_, response) => {
      asked++;
      response.writeHead(302, { location: '/again' }).end();
    }, 'sessions');
    expect(controls.map(({ status }) => status)).to.include(302);
    expect(asked).to.be.below(60);
  });

  it('a sign-out that breaks leaves only its own question open', async () => {
    const { attempts } = await look((request, response) => {
      if (request.url === '/sign-out') request.socket.destroy();
      else response.end('{}');
    }, 'sessions');
    expect(attempts.some(({ credentials }) => credentials === 'signed-out')).to.equal(false);
    expect(attempts.some(({ credentials }) => credentials === 'none')).to.equal(true);
  });

  it('a service that never answers is not observed, and says so', async () => {
    const error = await refusalOf(look(() => undefined, 'sessions'));
    expect(error.reason).to.equal('unreachable');
  }).timeout(20_000);

  it('ends when the operator ends it', async () => {
    const endless: RequestListener = (_, response) => setTimeout(() => response.end('{}'), 50);
    const begun = performance.now();
    await look(endless, 'errors', { milliseconds: 300 }).then(
      () => expect.fail('it went on'),
      () => undefined,
    );
    expect(performance.now() - begun).to.be.below(5000);
  });
});
