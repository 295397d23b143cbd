import { createServer } from 'node:http';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import { observingOf } from '../../../development/observing.ts';
import { allCalls, ixitFor } from '../../api-access/service.fixture.ts';
import { deskFor } from './desk.ts';
import { join } from './family.ts';
import { removeAccounts, type Accounts } from './remove-accounts.ts';

/** How a service answers whoever erases an account: with a session that holds, and with one that has ended. */
interface Manners {
  readonly erases: boolean;
  readonly held: number;
  readonly ended: number;
}

/** Two families join, the session of the first ends, and the bench leaves; also how many accounts are left, really. */
async function leave({ erases, held, ended }: Manners): Promise<Accounts & { readonly left: number }> {
  const accounts = new Set<string>();
  const sessions = new Map<string, string>();
  let opened = 0;
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      const { email = '' } = (body === '' ? {} : JSON.parse(body)) as { email?: string };
      const bearer = request.headers.authorization?.replace('Bearer ', '') ?? '';
      const say = (status: number, told: object = {}) => response.writeHead(status).end(JSON.stringify(told));
      if (request.url === '/up') accounts.add(email);
      else if (request.url === '/erase') {
        const owner = sessions.get(bearer);
        if (owner === undefined) return say(ended);
        if (erases && accounts.delete(owner)) sessions.delete(bearer);
        return say(held);
      } else if (!accounts.has(email)) return say(401);
      const token = `token-of-session-number-${++opened}`;
      sessions.set(token, email);
      return say(200, { token });
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    const calls = allCalls.filter(({ does }) => ['sign-in', 'sign-up', 'erase'].includes(does));
    const request = calls.find(({ does }) => does === 'sign-up')?.request;
    const steps = request === undefined ? [] : [{ request, opens: true }];
    const ixit = ixitFor((server.address() as AddressInfo).port, { calls, api: { join: [{ id: 'own', steps }] } });
    const desk = deskFor('portal', observingOf({ ixit, signal: AbortSignal.timeout(20_000) }));
    const first = await join(desk);
    await join(desk);
    sessions.delete(first?.credential ?? '');
    return { ...(await removeAccounts(desk)), left: accounts.size };
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

describe('the accounts that a bench made', () => {
  it('are removed, also where a session has ended', async () => {
    expect(await leave({ erases: true, held: 204, ended: 401 })).to.deep.equal({ accounts: 2, removed: 2, left: 0 });
  });

  it('are not taken for removed where a service says so to a session that has ended', async () => {
    expect(await leave({ erases: true, held: 200, ended: 200 })).to.deep.equal({ accounts: 2, removed: 2, left: 0 });
  });

  it('are not counted as removed where the service only takes note of it, or refuses', async () => {
    expect(await leave({ erases: false, held: 202, ended: 202 })).to.deep.equal({ accounts: 2, removed: 0, left: 2 });
    expect(await leave({ erases: false, held: 403, ended: 401 })).to.deep.equal({ accounts: 2, removed: 0, left: 2 });
  });
});
