import { randomBytes } from 'node:crypto';
import type { RequestListener } from 'node:http';
import { expect } from 'chai';
import { before, describe, it } from 'mocha';
import { declared } from '../../schemas/declared.ts';
import { readStandard } from '../../schemas/read-standard.ts';
import type { Declaration, Judgement, Observations } from '../../schemas/types.ts';
import { loadSuites, type Suites } from '../judge/load-suites.ts';
import { probe as lifecycle } from '../probes/account-lifecycle/probe.ts';
import { probe as access } from '../probes/api-access/probe.ts';
import { allCalls, ixitFor, look } from '../probes/api-access/service.fixture.ts';

const rich = (request: { readonly headers: { readonly host?: string | undefined } }) =>
  JSON.stringify({
    ...{ ok: true, id: 'abcdefghijklmnop', code: 'qrstuvwxyz012345', role: 'guardian', family: 'ABCDEFGHIJKLMNOP' },
    url: `http://${request.headers.host ?? ''}/media/abcdefghijklmnop.png`,
  });

const services: Readonly<Record<string, RequestListener>> = {
  'says 200 and yes to everything': (_, response) => response.end('{"ok":true}'),
  'says 200 and the same things to everything': (request, response) => response.end(rich(request)),
  'says 200 and what it was asked': (request, response) => {
    request.setEncoding('utf8');
    let body = '';
    request.on('data', (text: string) => (body += text));
    request.on('end', () => response.end(`${request.url ?? ''} ${body}`));
  },
  'says 404 to everything': (_, response) => response.writeHead(404).end('{"error":"nothing here"}'),
  'says 403 to everything': (_, response) => response.writeHead(403).end('{"error":"a token is missing"}'),
  'says 500 to everything': (_, response) => response.writeHead(500).end(),
  'says something random to everything': (_, response) => response.end(randomBytes(3000)),
};

const topics = ['sessions', 'families', 'media', 'linking', 'injection', 'errors', 'enumeration', 'disclosure'];
const occasions = ['export', 'delete-child', 'delete-account', 'transfer', 'retention'];
const kinds = ['api-access', 'account-lifecycle'] as const;

/** What several targets of one kind tell, as one observation. */
const joined = <T extends object>(parts: readonly T[]): T => {
  const rows = new Map<string, unknown[]>();
  for (const [name, more] of parts.flatMap((part) => Object.entries(part) as [string, unknown[]][]))
    rows.set(name, [...(rows.get(name) ?? []), ...more]);
  return Object.fromEntries(rows) as T;
};

describe('a service that answers everything alike', function () {
  this.timeout(240_000);
  const { requirements } = readStandard('next');
  const cases = [...requirements.values()].flatMap(({ testCases }) =>
    testCases.filter(({ evidence }) => kinds.some((kind) => evidence.includes(kind))).map(({ id }) => id),
  );
  let suites: Suites;
  before(async () => {
    suites = await loadSuites();
  });

  const judged = async (listener: RequestListener): Promise<readonly Judgement[]> => {
    const said = { calls: allCalls };
    const asked = topics.map((topic) =>
      look({ kind: 'api-access', probe: access, target: `portal/${topic}` }, listener, said),
    );
    const lived = occasions.map((occasion) =>
      look({ kind: 'account-lifecycle', probe: lifecycle, target: `portal/${occasion}` }, listener, said),
    );
    const evidence: Partial<Observations> = {
      'api-access': joined(await Promise.all(asked)),
      'account-lifecycle': joined(await Promise.all(lived)),
      declaration: declared({ ixit: ixitFor(1, said) } as unknown as Declaration),
    };
    const limits = Object.fromEntries([...requirements.values()].map((one) => [one.id, one.limits ?? {}]));
    return suites.judge({ evidence, missing: {}, digests: {}, limits }, cases);
  };

  for (const [title, listener] of Object.entries(services))
    it(`and ${title} is neither blamed nor taken for a protected one`, async () => {
      const judgements = await judged(listener);
      expect(judgements.length).to.equal(cases.length).and.to.be.above(20);
      const decided = judgements.filter(({ verdict }) => verdict !== 'inconclusive');
      expect(decided.map(({ testCase, verdict, finding }) => `${testCase} ${verdict} ${finding ?? ''}`)).to.deep.equal(
        [],
      );
      expect(judgements.filter(({ reason }) => reason === 'spec-crashed')).to.deep.equal([]);
    });
});
