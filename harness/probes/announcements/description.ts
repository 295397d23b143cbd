import { get } from 'node:http';
import { plainAddress } from './ear.ts';
import type { Field } from './field.ts';
import { leavesOf } from './xml.ts';

const mostBytes = 128 * 1024;
const milliseconds = 3000;
const mostDocuments = 8;

/** The device descriptions that SSDP messages point to, fetched from the unit's own addresses only. */
export async function describe(heard: readonly Field[], addresses: readonly string[]): Promise<readonly Field[]> {
  const own = new Set(addresses.map(plainAddress));
  const locations = heard
    .filter(({ name }) => name === 'LOCATION')
    .map(({ value }) => Buffer.from(value).toString('latin1'));
  const urls = [...new Set(locations)].flatMap((text) => {
    const url = URL.canParse(text) ? new URL(text) : undefined;
    const host = url?.hostname.replace(/^\[|\]$/g, '') ?? '';
    return url?.protocol === 'http:' && own.has(host) ? [url] : [];
  });
  const documents = await Promise.all(urls.slice(0, mostDocuments).map(fetchText));
  return documents.flatMap((text) => leavesOf(text).map(({ name, value }) => ({ name: `description:${name}`, value })));
}

// No redirection is followed and no name is resolved: the unit cannot send the bench elsewhere.
function fetchText(url: URL): Promise<string> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const finish = () => {
      clearTimeout(limit);
      request.destroy();
      resolve(Buffer.concat(chunks).subarray(0, mostBytes).toString('utf8'));
    };
    const request = get(url, { agent: false }, (response) => {
      response.on('data', (chunk: Buffer) => {
        chunks.push(chunk);
        if ((size += chunk.length) > mostBytes) finish();
      });
      response.on('end', finish);
      response.on('error', finish);
    });
    const limit = setTimeout(finish, milliseconds);
    request.on('error', finish);
  });
}
