import { once } from 'node:events';
import { connect, type AddressInfo, type Server } from 'node:net';
import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import { askRedis } from '../../probes/anonymous-access/redis.ts';
import { decentPlayroom } from '../playroom/manners.ts';
import { Room } from '../playroom/room.ts';
import { openDatabase } from './database.ts';

const room = new Room({ manners: decentPlayroom, labels: [], key: 'k', laboratoryKey: 'l', port: 443 });

describe('the open database of a careless playroom', () => {
  let server: Server;
  let port = 0;
  before(async () => {
    const { id: family } = room.newFamily();
    room.children.set('c1', { id: 'c1', family, name: 'Quillfeather', birthday: '2019-02-27', colour: 'red' });
    server = openDatabase(room).listen(0, '127.0.0.1');
    await once(server, 'listening');
    port = (server.address() as AddressInfo).port;
  });
  after(() => server.close());

  /** What comes back until the other side has left. */
  const say = async (octets: string): Promise<string> => {
    const socket = connect(port, '127.0.0.1');
    let heard = '';
    socket.on('data', (more) => (heard += more.toString()));
    socket.end(octets);
    await once(socket, 'close');
    return heard;
  };

  it('lists what the playroom knows, and takes and gives back what a stranger sets', async () => {
    const place = { address: '127.0.0.1', port, secure: false, signal: AbortSignal.timeout(20_000) };
    const findings = await askRedis({ place, unique: 'toymark-1', paths: [] });
    expect(findings.map(({ operation, outcome }) => `${operation} ${outcome}`)).to.deep.equal([
      ...['connect granted', 'read granted', 'list granted', 'write granted', 'read granted', 'command granted'],
    ]);
    expect(String(findings[2]?.content)).to.contain('children:c1');
    expect(String(findings[4]?.content)).to.contain('toymark-1');
  });

  it('gives a child to whoever knows the key', async () => {
    expect(await say('*2\r\n$3\r\nGET\r\n$11\r\nchildren:c1\r\n')).to.contain('Quillfeather');
  });

  for (const [what, octets] of [
    ['what is no command', 'GET / HTTP/1.1\r\n\r\n'],
    ['more words than any command has', '*9999\r\n'],
    ['a word longer than any', '*1\r\n$999999\r\n'],
    ['a length that is no number', '*1\r\n$x\r\n'],
  ] as const)
    it(`ends the connection at ${what}, and goes on serving`, async () => {
      expect(await say(octets)).to.equal('-ERR Protocol error\r\n');
      expect(await say('*1\r\n$4\r\nPING\r\n')).to.equal('+PONG\r\n');
    });

  it('answers two commands that come as one, and one it does not know', async () => {
    expect(await say('*1\r\n$4\r\nPING\r\n*1\r\n$8\r\nFLUSHALL\r\n')).to.equal('+PONG\r\n-ERR unknown command\r\n');
  });
});
