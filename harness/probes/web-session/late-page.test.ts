import type { Duplex } from 'node:stream';
import { expect } from 'chai';
import { before, describe, it } from 'mocha';
import { WebSocketServer } from 'ws';
import { cannot } from '../../development/needs.ts';
import { html, journey, noBrowser, observeWeb, serve, type Handler } from './web.fixture.ts';

const talking = `<p></p><button>Say it</button><script>
  const socket = new WebSocket(location.origin.replace('http', 'ws') + '/live');
  socket.onmessage = ({ data }) => { document.querySelector('p').textContent = data };
  document.querySelector('button').onclick = () => socket.send('hello');
</script>`;

const later = (milliseconds: number, act: () => void) => setTimeout(act, milliseconds).unref();

/** How the journey ended that presses a button as soon as it can and looks for the answer at once. */
async function pressed(page: Handler, upgrade?: (socket: Duplex, ready: () => void) => void, seconds = 10) {
  const served = await serve((request, response) => {
    if (request.url === '/') html(response, '<a href="/talk">Talk</a>');
    else page(request, response);
  });
  const sockets = new WebSocketServer({ noServer: true });
  sockets.on('connection', (socket) => socket.on('message', () => socket.send('That is lovely.')));
  served.server.on('upgrade', (request, stream: Duplex, head) => {
    stream.on('error', () => stream.destroy());
    upgrade?.(stream, () => sockets.handleUpgrade(request, stream, head, (one) => sockets.emit('connection', one)));
  });
  try {
    const steps = [
      { open: '/' },
      { click: 'Talk' },
      { click: 'Say it', seconds },
      { wait: 'That is lovely.', seconds: 1 },
    ];
    const rows = await observeWeb({ url: `http://localhost:${served.port}/`, journeys: [journey('say', steps)] });
    return rows.journeys.find(({ id }) => id === 'say')?.detail;
  } finally {
    sockets.close();
    served.stop();
  }
}

describe('a page that comes late', function () {
  this.timeout(60_000);

  before(function () {
    const missing = noBrowser();
    if (missing !== undefined) cannot(this, missing);
  });

  it('and talks through a WebSocket is used only once that is open', async () => {
    const ended = await pressed(
      (_, response) => html(response, talking),
      (_, ready) => later(1000, ready),
    );
    expect(ended).to.equal(undefined);
  });

  it('and whose WebSocket never opens is used all the same', async () => {
    const ended = await pressed((_, response) => html(response, talking));
    expect(ended).to.include('the page does not show "That is lovely."');
  });

  it('is used only once its script is there, though its controls are before', async () => {
    const script = `document.querySelector('button').onclick = () => { document.querySelector('p').textContent = 'That is lovely.' }`;
    const ended = await pressed(({ url }, response) => {
      if (url === '/script.js')
        later(3500, () => response.writeHead(200, { 'content-type': 'text/javascript' }).end(script));
      else html(response, '<script src="/script.js" defer></script><p></p><button>Say it</button>');
    });
    expect(ended).to.equal(undefined);
  });

  it('and sways for ever, or comes into sight for many seconds, is used all the same', async () => {
    const style = `@keyframes sway { 50% { transform: translateX(3px) } }
      div { animation: sway 1s infinite; opacity: .5; transition: opacity 9s } div.in { opacity: 1 }`;
    const script = `const [div] = document.querySelectorAll('div');
      div.getBoundingClientRect();
      div.className = 'in';
      document.querySelector('button').onclick = () => { document.querySelector('p').textContent = 'That is lovely.' }`;
    const page = `<style>${style}</style><div><p></p><button>Say it</button></div><script>${script}</script>`;
    expect(await pressed((_, response) => html(response, page), undefined, 6)).to.equal(undefined);
  });

  it('and shows a form that slides in, and then takes the cursor to its first field, gets every letter where it belongs', async () => {
    const form = `<style>
        form { position: absolute; top: -200px; opacity: 0; transition: top 700ms, opacity 700ms }
        form.in { top: 50px; opacity: 1 }
      </style>
      <form><label>Name <input name="name"></label><label>Animal <input name="animal"></label><button>Go on</button></form>
      <script>
        const form = document.querySelector('form');
        form.getBoundingClientRect();
        form.classList.add('in');
        form.addEventListener('transitionend', () => document.querySelector('input').focus());
      </script>`;
    const posted: string[] = [];
    const served = await serve((request, response) => {
      const { searchParams } = new URL(request.url ?? '/', 'http://localhost');
      if (searchParams.has('name')) posted.push(`${searchParams.get('name')} ${searchParams.get('animal')}`);
      html(response, searchParams.has('name') ? '<p>Thank you</p>' : form);
    });
    const long = 'an owl that sits in a tall tree and looks at the moon '.repeat(8).trim();
    const steps = [
      ...[{ open: '/' }, { fill: 'Name', with: 'Quillfeather' }, { fill: 'Animal', with: long }],
      ...[{ click: 'Go on' }, { wait: 'Thank you', seconds: 5 }],
    ];
    await observeWeb({ url: `http://localhost:${served.port}/`, journeys: [journey('form', steps)] }).finally(
      served.stop,
    );
    expect(posted).to.deep.equal([`Quillfeather ${long}`]);
  });
});
