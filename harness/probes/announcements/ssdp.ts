import type { Dialect, Field } from './field.ts';

/** Simple Service Discovery Protocol (UPnP Device Architecture 2.0, clause 1). */
export const ssdp: Dialect = {
  group: { port: 1900, IPv4: '239.255.255.250', IPv6: 'ff02::c' },
  questions: () => ['ssdp:all', 'upnp:rootdevice'].flatMap((what) => hosts.map((host) => search(host, what))),
  read: (message) => {
    const [first = '', ...headers] = message.subarray(0, 65_507).toString('latin1').split(/\r?\n/, mostHeaders);
    if (!/^HTTP\/1\.\d 200|^NOTIFY \*/i.test(first)) return [];
    return headers.flatMap((line): readonly Field[] => {
      const [, name, value] = /^([!-9;-~]{1,100}):[ \t]*(.*)$/.exec(line) ?? [];
      if (name === undefined || value === undefined || changing.has(name.toUpperCase())) return [];
      return [{ name: name.toUpperCase(), value: Buffer.from(value.trimEnd(), 'latin1') }];
    });
  },
};

const mostHeaders = 100;
// They say something about the message, nothing about the unit.
const changing = new Set(['DATE', 'CONTENT-LENGTH', 'HOST']);
const hosts = ['239.255.255.250:1900', '[FF02::C]:1900'];

function search(host: string, what: string): Buffer {
  const lines = ['M-SEARCH * HTTP/1.1', `HOST: ${host}`, 'MAN: "ssdp:discover"', 'MX: 1', `ST: ${what}`];
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n`);
}
