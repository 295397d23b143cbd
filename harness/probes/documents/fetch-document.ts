import { readFile } from 'node:fs/promises';
import { lookup as resolveName, type LookupAddress, type LookupOptions } from 'node:dns';
import { isIP, isIPv6 } from 'node:net';
import { join } from 'node:path';
import { createSecureContext, rootCertificates, type SecureContext } from 'node:tls';
import { Agent, request, type Dispatcher } from 'undici';
import { NotObserved, type Observing } from '../../gather/probe.ts';
import { withDeadline } from '../shared/deadline.ts';
import { printable } from '../shared/printable.ts';
import { decompressed } from './decompressed.ts';
import { mostBytes, type Source } from './source.ts';

const mostRedirects = 5;
const milliseconds = 30_000;

/**
 * Fetches a document as anybody would, without credentials; names resolve as the bench says. Every answer is an
 * observation, also 404 and a redirection that never ends.
 * @throws NotObserved where no answer came, or the certificate of the server does not hold
 */
export async function fetchDocument(url: string, observing: Observing): Promise<Source> {
  const connect = {
    lookup: lookupFor(observing.bench.names ?? {}),
    secureContext: trusting(await anchors(observing)),
  };
  const agent = new Agent({ connect, headersTimeout: 15_000, bodyTimeout: 15_000, maxHeaderSize: 65_536 });
  try {
    return await withDeadline({ signal: observing.signal, milliseconds }, (limit) => attempt(url, { agent, limit }));
  } finally {
    await agent.destroy();
  }
}

interface Fetching {
  readonly agent: Agent;
  readonly limit: AbortSignal;
}

async function attempt(url: string, fetching: Fetching): Promise<Source> {
  try {
    return await follow(url, fetching);
  } catch (error) {
    if (error instanceof NotObserved) throw error;
    const said = error instanceof Error ? printable(error.message, 200) : 'no answer';
    const reason = fetching.limit.aborted ? 'timed-out' : 'unreachable';
    throw new NotObserved(reason, `${printable(url, 300)}: ${said}`);
  }
}

async function follow(start: string, { agent, limit }: Fetching): Promise<Source> {
  let at = webAddress(start);
  if (at === undefined) throw new NotObserved('input-missing', `${printable(start, 300)} is no web address`);
  for (let hops = 0; ; hops++) {
    const headers = { accept: 'text/html, text/plain, text/markdown, */*;q=0.1', 'accept-encoding': 'identity' };
    const answer: Dispatcher.ResponseData = await request(at, { dispatcher: agent, signal: limit, headers });
    const next = redirection(answer, at);
    if (next === undefined || hops === mostRedirects) return await sourceOf(answer, at);
    await answer.body.dump({ limit: 65_536, signal: limit }).catch(() => undefined);
    at = next;
  }
}

function redirection({ statusCode, headers }: Dispatcher.ResponseData, at: URL): URL | undefined {
  const { location } = headers;
  if (![301, 302, 303, 307, 308].includes(statusCode) || typeof location !== 'string') return undefined;
  return webAddress(location, at);
}

function webAddress(text: string, base?: URL): URL | undefined {
  if (text.length > 8000 || !URL.canParse(text, base?.href)) return undefined;
  const url = new URL(text, base);
  if (!/^https?:$/.test(url.protocol)) return undefined;
  url.username = url.password = url.hash = '';
  return url;
}

async function sourceOf({ statusCode, headers, body }: Dispatcher.ResponseData, at: URL): Promise<Source> {
  const { chunks, truncated } = await bounded(body);
  const raw = decompressed(Buffer.concat(chunks), String(headers['content-encoding'] ?? 'identity'));
  const type = printable(String(headers['content-type'] ?? ''), 200);
  const [mediaType = ''] = type.split(';', 1);
  return {
    bytes: raw.bytes.subarray(0, mostBytes),
    truncated: truncated || raw.truncated || raw.bytes.length > mostBytes,
    mediaType: mediaType.trim().toLowerCase(),
    charset: /charset="?([a-z0-9_.:-]{1,40})/i.exec(type)?.[1],
    status: statusCode,
    finalUrl: at.href.slice(0, 8000),
  };
}

// A page that never ends is cut by size, or by time: what came is what was read.
async function bounded(body: Dispatcher.ResponseData['body']): Promise<{ chunks: Buffer[]; truncated: boolean }> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of body as AsyncIterable<Buffer>) {
      chunks.push(chunk);
      length += chunk.length;
      if (length > mostBytes) return { chunks, truncated: true };
    }
    return { chunks, truncated: false };
  } catch {
    return { chunks, truncated: true };
  }
}

// Made once for those of one product: to read all the roots takes longer than to fetch a document.
let trusted: { readonly own: string; readonly context: SecureContext } | undefined;

function trusting(anchors: readonly string[]): SecureContext {
  const own = anchors.join('\n');
  if (trusted?.own !== own) trusted = { own, context: createSecureContext({ ca: [...rootCertificates, ...anchors] }) };
  return trusted.context;
}

async function anchors({ declaration, declarationFolder }: Observing): Promise<readonly string[]> {
  const read = declaration.ixit.trustAnchors.map(({ file }) =>
    readFile(join(declarationFolder, file), 'utf8').catch(() => ''),
  );
  return (await Promise.all(read)).filter((text) => text.includes('-----BEGIN CERTIFICATE-----'));
}

type Found = (error: NodeJS.ErrnoException | null, address: string | LookupAddress[], family?: number) => void;

/** Names that the bench resolves by itself; every other one as the system does. */
function lookupFor(names: Readonly<Record<string, string>>) {
  return (name: string, options: LookupOptions, found: Found): void => {
    const address = Object.hasOwn(names, name) ? names[name] : undefined;
    if (address === undefined || isIP(address) === 0) {
      resolveName(name, options, found);
      return;
    }
    const family = isIPv6(address) ? 6 : 4;
    if (options.all === true) found(null, [{ address, family }]);
    else found(null, address, family);
  };
}
