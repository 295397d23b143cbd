import { spawnSync } from 'node:child_process';
import { createServer, type Server } from 'node:net';
import { once } from 'node:events';
import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import { needs } from '../../development/needs.ts';
import { freePort } from '../../development/peer.ts';
import { importXml } from './import-xml.ts';

describe('from nmap', function () {
  this.timeout(60_000);
  let server: Server;
  let port: number;
  let xml: string;

  before(async function () {
    needs(this, 'nmap');
    port = await freePort();
    server = createServer((socket) => socket.on('error', () => undefined).resume()).listen(port, '127.0.0.1');
    await once(server, 'listening');
    const range = `${port - 1}-${port}`;
    xml = spawnSync('nmap', ['-sT', '-n', '-Pn', '-p', range, '-oX', '-', '127.0.0.1'], { encoding: 'utf8' }).stdout;
  });
  after(() => server.close());

  it('reads the open ports and how many were tried', () => {
    const { complete, scans, tcp } = importXml(xml, 'unit-1');
    expect(complete).to.equal(false);
    expect(scans.map(({ ports, address, hostAnswered }) => [ports, address, hostAnswered])).to.deep.equal([
      [2, '127.0.0.1', true],
    ]);
    expect(tcp).to.deep.equal([
      { id: `unit-1/tcp/ipv4/${port}`, unit: 'unit-1', family: 'IPv4', port, speaks: 'unknown', encrypted: false },
    ]);
  });

  it('calls a scan complete that tried every port', () => {
    expect(importXml(xml.replace(/ services="[^"]*"/, ' services="1-65535"'), 'unit-1').complete).to.equal(true);
  });

  it('believes a name that nmap learnt by asking, and none that it took from the number', () => {
    const named = (method: string) =>
      importXml(
        xml.replace(/<service [^>]*\/>|(?<=reason_ttl="0"\/>)(?=<\/port>)/, `<service name="ssh" method="${method}"/>`),
        'unit-1',
      ).tcp[0]?.speaks;
    expect(named('table')).to.equal('unknown');
  });

  const refused: readonly (readonly [string, (whole: string) => string])[] = [
    ['cut short', (whole) => whole.slice(0, whole.indexOf('<runstats>'))],
    ['ended early', (whole) => whole.replace('exit="success"', 'exit="error"')],
    ['of another program', (whole) => whole.replace('scanner="nmap"', 'scanner="other"')],
    ['that declares entities', (whole) => whole.replace('<!DOCTYPE nmaprun>', '<!DOCTYPE nmaprun [<!ENTITY a "b">]>')],
    ['with a port that is none', (whole) => whole.replaceAll(/portid="\d+"/g, 'portid="70000"')],
    ['without a host that is up', (whole) => whole.replace('state="up"', 'state="down"')],
    ['that is empty', () => ''],
  ];
  for (const [what, change] of refused)
    it(`refuses a document ${what}`, () => {
      expect(change(xml)).not.to.equal(xml);
      expect(() => importXml(change(xml), 'unit-1'))
        .to.throw(Error)
        .with.property('name', 'NotObserved');
    });
});
