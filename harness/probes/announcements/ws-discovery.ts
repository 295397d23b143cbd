import type { Dialect } from './field.ts';
import { leavesOf } from './xml.ts';

/** Web Services Dynamic Discovery, as cameras announce themselves: Probe asked, ProbeMatches and Hello read. */
export const wsDiscovery: Dialect = {
  group: { port: 3702, IPv4: '239.255.255.250', IPv6: 'ff02::c' },
  questions: () => [probe],
  read: (message) => {
    const text = message.toString('utf8');
    if (!/ProbeMatch|ResolveMatch|Hello/.test(text) || !text.includes('discovery')) return [];
    return leavesOf(text).filter(({ name }) => !addressing.has(name));
  },
};

// The envelope of the message, different each time.
const addressing = new Set(['MessageID', 'RelatesTo', 'To', 'Action', 'AppSequence']);

const soap = 'http://www.w3.org/2003/05/soap-envelope';
const ws = 'http://schemas.xmlsoap.org/ws';
const discovery = `${ws}/2005/04/discovery`;
const probe = Buffer.from(
  `<?xml version="1.0" encoding="utf-8"?>` +
    `<e:Envelope xmlns:e="${soap}" xmlns:w="${ws}/2004/08/addressing" xmlns:d="${discovery}">` +
    `<e:Header><w:MessageID>uuid:746f796d-6172-4b00-8000-000000000001</w:MessageID>` +
    `<w:To>urn:schemas-xmlsoap-org:ws:2005:04:discovery</w:To><w:Action>${discovery}/Probe</w:Action></e:Header>` +
    `<e:Body><d:Probe/></e:Body></e:Envelope>`,
);
