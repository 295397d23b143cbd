import { expect } from 'chai';
import { describe, it } from 'mocha';
import type { Declaration, Lateness } from '../../schemas/types.ts';
import { declared } from '../../schemas/declared.ts';
import { keepStandingStill, verdictOf } from '../development/late.ts';
import { observeTarget } from '../development/observing.ts';
import { startPeer } from '../development/peer.ts';
import { oddPeer, type ServicePeer } from '../development/service-peers.ts';
import { probe as malformedInput } from '../probes/malformed-input/probe.ts';

/** A web server in a program of its own, which takes its time, and says when it met the first malformed request. */
async function slowServer(milliseconds: number): Promise<ServicePeer & { readonly met: Promise<void> }> {
  const script = `
    const server = require('node:net').createServer((socket) => {
      socket.on('error', () => undefined);
      socket.on('data', (bytes) => {
        if (bytes.includes('XYZZY')) process.stdout.write('met\\n');
        setTimeout(() => socket.end('HTTP/1.1 400 Bad Request\\r\\nContent-Length: 0\\r\\n\\r\\n'), ${milliseconds});
      });
    }).listen(0, '127.0.0.1', () => process.stdout.write('at ' + server.address().port + ';\\n'));`;
  const peer = await startPeer({ command: process.execPath, args: ['-e', script], ready: /at \d+;/ });
  const met = new Promise<void>((resolve) =>
    peer.process.stdout?.on('data', (said: Buffer) => said.includes('met') && resolve()),
  );
  return { port: Number(/at (\d+);/.exec(peer.output())?.[1]), folder: '', stop: peer.stop, met };
}

async function press(port: number) {
  const service = {
    id: 'it',
    transport: 'tcp',
    port,
    protocol: 'http',
    purpose: 'test',
    authentication: 'none',
  } as const;
  const parameters = { recoverySeconds: 1 };
  const given = { ixit: { services: [service] }, parameters };
  const seen = await observeTarget({ kind: 'malformed-input', probe: malformedInput }, 'it/unit-1', given);
  const declaration = declared({ product: { units: [{ id: 'unit-1' }] }, ixit: given.ixit } as unknown as Declaration);
  return { seen, judgement: await verdictOf('NET-5-1', { declaration, 'malformed-input': seen }, parameters) };
}

/** What is to be said of a toy that fails: that it does, unless this very computer has too much to do just now. */
const failsUnlessLate = (lateness: Lateness | undefined) =>
  lateness !== undefined && 2 * lateness.lateMilliseconds > lateness.waitedMilliseconds ? 'inconclusive' : 'fail';

describe('a bench that is late itself', function () {
  this.timeout(90_000);

  describe('blames no service for the silence after malformed input', () => {
    it('where a slow one could not be heard', async () => {
      const slow = await slowServer(600);
      let end: () => void = () => undefined;
      void slow.met.then(() => (end = keepStandingStill(2700, 3)));
      const { seen, judgement } = await press(slow.port).finally(slow.stop);
      end();
      expect(seen.messages[0]).to.include({ aliveAfter: false, recoveredAfterMilliseconds: null });
      expect(judgement.verdict, JSON.stringify(judgement)).to.equal('inconclusive');
      expect(judgement.rows[0]?.detail).to.match(
        /^the computer of the bench was late by \d.* waited for it of unit-1 .* after "method unknown".* --again malformed-input$/,
      );
    });

    it('but the one that fell silent while the bench was in time', async () => {
      let silent = false;
      const peer = await oddPeer((socket) => {
        socket.on('data', (chunk: Buffer) => {
          silent ||= chunk.includes('XYZZY');
          if (!silent) socket.end('HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n');
        });
      });
      const { seen, judgement } = await press(peer.port).finally(peer.stop);
      const late = seen.messages[0]?.lateness;
      expect(late?.waitedMilliseconds).to.be.at.least(3000);
      expect(judgement.verdict, JSON.stringify(judgement)).to.equal(failsUnlessLate(late));
    });
  });
});
