import { expect } from 'chai';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { describe, it } from 'mocha';
import { observeTarget } from '../../development/observing.ts';
import { instrument } from './ask-peer.ts';

describe('anonymous-access to settings', () => {
  const setting = {
    id: 'volume-limit',
    service: 'web',
    description: 'loudest volume',
    http: {
      read: { method: 'GET' as const, path: '/settings', field: 'audio.limit' },
      write: { method: 'POST' as const, path: '/settings', json: { audio: { limit: 11 } }, field: 'audio.limit' },
    },
  };

  async function tryToChange(allowed: boolean, limit: number) {
    let audio = { limit };
    const server = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => {
        if (request.method === 'POST' && allowed) ({ audio } = JSON.parse(body) as { audio: { limit: number } });
        response.statusCode = request.method === 'POST' && !allowed ? 401 : 200;
        response.end(JSON.stringify({ audio }));
      });
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as { port: number };
    const service = {
      id: 'web',
      transport: 'tcp',
      port,
      protocol: 'http',
      purpose: 'page',
      authentication: 'none',
    } as const;
    const given = { ixit: { services: [service], settings: [setting] } };
    const { settings } = await observeTarget(instrument, 'unit-1/setting/volume-limit', given);
    server.close();
    return { row: settings[0]!, limit: audio.limit };
  }

  const cases = [
    {
      title: 'a setting that a stranger changes is seen and put back',
      allowed: true,
      limit: 5,
      changed: true,
      after: '11',
    },
    { title: 'a setting that a stranger may not change stays', allowed: false, limit: 5, changed: false, after: '5' },
    {
      title: 'a setting that already had the value tells nothing',
      allowed: true,
      limit: 11,
      changed: null,
      after: '11',
    },
  ];
  for (const { title, allowed, limit, changed, after } of cases)
    it(title, async () => {
      const seen = await tryToChange(allowed, limit);
      expect(seen.row).to.include({ before: String(limit), after, changed });
      expect(seen.limit).to.equal(limit);
    });
});
