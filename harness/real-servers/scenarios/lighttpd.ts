import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { serve } from '../../development/service-peers.ts';
import { service, type Scenario } from '../scenario.ts';

const lighttpd = (listing: boolean): Scenario['start'] => {
  return ({ address }) =>
    serve(
      ({ folder, port }) => {
        mkdirSync(join(folder, 'www'));
        writeFileSync(join(folder, 'www', listing ? 'voice-0001.wav' : 'index.html'), 'Toy');
        const lines = [`server.document-root = "${folder}/www"`, `server.bind = "${address}"`];
        lines.push(`server.port = ${port}`, 'server.modules = ("mod_dirlisting")', 'index-file.names = ("index.html")');
        lines.push(`dir-listing.activate = "${listing ? 'enable' : 'disable'}"`);
        writeFileSync(join(folder, 'lighttpd.conf'), `${lines.join('\n')}\n`);
        return { command: 'lighttpd', args: ['-D', '-f', join(folder, 'lighttpd.conf')] };
      },
      { address, port: 80 },
    );
};

const common = { needs: ['lighttpd'], features: ['network-web-interface'], ixit: { services: [service(80, 'http')] } };

export const scenarios: readonly Scenario[] = [
  {
    ...common,
    name: 'lighttpd that lists its folder of recordings',
    start: lighttpd(true),
    expect: { 'NET-3-1': { fail: 'answered list /' }, 'NET-7-1': 'pass' },
  },
  {
    ...common,
    name: 'lighttpd with one plain page',
    start: lighttpd(false),
    expect: { 'NET-3-1': 'pass', 'NET-7-1': 'pass' },
  },
];
