import type { Duplex } from 'node:stream';
import { expect } from 'chai';
import { before, describe, it } from 'mocha';
import { WebSocketServer } from 'ws';
import { cannot } from '../../development/needs.ts';
import { html, journey, noBrowser, observeWeb, serve } from './web.fixture.ts';

const page = `<p></p><button>Say it</button><script>
  const socket = new WebSocket(location.origin.replace('http', 'ws') + '/live');
  socket.onmessage = ({ data }) => { document.querySelector('p').textContent = data };
  document.querySelector('button').onclick = () => socket.send('hello');
</script>`;

describe('a page that talks through a WebSocket', function () {
  this.timeout(60_000);

  before(function () {
    const missing = noBrowser();
    if (missing !== undefined) cannot(this, missing);
  });

  /** How the journey ended that says something as soon as it can, where the server answers after so many milliseconds. */
  async function ended(milliseconds: number): Promise<string | undefined> {
    const served = await serve((_, response) => html(response, page));
    const sockets = new WebSocketServer({ noServer: true });
    sockets.on('connection', (socket) => socket.on('message', () => socket.send('That is lovely.')));
    served.server.on('upgrade', (request, stream: Duplex, head) => {
      stream.on('error', () => stream.destroy());
      const later = setTimeout(
        () => sockets.handleUpgrade(request, stream, head, (socket) => sockets.emit('connection', socket)),
        milliseconds,
      );
      later.unref();
    });
    try {
      const steps = [{ open: '/' }, { click: 'Say it' }, { wait: 'That is lovely.', seconds: 1 }];
      const rows = await observeWeb({ url: `http://localhost:${served.port}/`, journeys: [journey('say', steps)] });
      return rows.journeys.find(({ id }) => id === 'say')?.detail;
    } finally {
      sockets.close();
      served.stop();
    }
  }

  it('is used only once that is open', async () => {
    expect(await ended(1000)).to.equal(undefined);
  });

  it('is used all the same where it never opens', async () => {
    expect(await ended(30_000)).to.include('the page does not show "That is lovely."');
  });
});
