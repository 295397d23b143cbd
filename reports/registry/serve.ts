import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { largestBundle } from './bundle.ts';
import { readFile } from './disk.ts';
import { checkpointFile } from './log.ts';
import { hashLength } from './merkle.ts';
import { largestNote } from './note.ts';
import { policyFile } from './registry.ts';
import { largestBundleFile, largestCertificate, largestReport } from './shelf.ts';
import { largestStatus } from './status-list.ts';
import { hashesAt, tileAt, tileWidth } from './tiles.ts';
import { largestProof } from './tlog-proof.ts';

/** A file that is served: how large it may be, what it is, and how long it stays as it is. */
interface Resource {
  readonly limit: number;
  readonly type: string;
  readonly caching: string;
  readonly compress?: true;
}

/** The page for everybody, where one was put into the registry (see toymark page). */
const pageFile = 'verify.html';
const largestPage = 8 * 1024 * 1024;

const text = 'text/plain; charset=utf-8';
const json = 'application/json';
const brief = 'public, max-age=5';
const hourly = 'public, max-age=3600';
const forEver = 'public, max-age=31536000, immutable';

/**
 * Serves a registry as static files, so that any web server can do the same (C2SP tlog-tiles, APIs): the checkpoint, the
 * tiles and bundles that it speaks of, the policy, proofs, status lists and public documents, and nothing else. GET and HEAD only. A path is
 * compared with the few forms there are; none is built from what a client sends but such a form.
 */
export function serverOf(root: string): Server {
  const server = createServer(
    { maxHeaderSize: 8192, requestTimeout: 10_000, headersTimeout: 5000 },
    (request, response) => {
      request.resume();
      try {
        answer(root, request, response);
      } catch {
        // A file that cannot be read, or is too large, is not there for a stranger.
        if (!response.headersSent) end(response, 500);
      }
    },
  );
  server.maxConnections = 256;
  server.maxRequestsPerSocket = 1000;
  server.keepAliveTimeout = 5000;
  return server;
}

function answer(root: string, { method, url = '', headers }: IncomingMessage, response: ServerResponse): void {
  response.setHeader('X-Content-Type-Options', 'nosniff');
  // Public data: a page of any origin verifies certificates with it.
  response.setHeader('Access-Control-Allow-Origin', '*');
  if (method !== 'GET' && method !== 'HEAD') {
    response.setHeader('Allow', 'GET, HEAD');
    end(response, 405);
    return;
  }
  const path = url.slice(1);
  const resource = url.length < 200 ? resourceAt(root, path) : undefined;
  const bytes = resource && readFile(join(root, path), resource.limit);
  if (resource === undefined || bytes === undefined) {
    end(response, 404);
    return;
  }
  const packed = resource.compress === true && /\bgzip\b/.test(String(headers['accept-encoding']));
  const body = packed ? gzipSync(bytes) : bytes;
  if (resource.compress === true) response.setHeader('Vary', 'Accept-Encoding');
  if (packed) response.setHeader('Content-Encoding', 'gzip');
  response.setHeader('Content-Type', resource.type);
  response.setHeader('Cache-Control', resource.caching);
  response.setHeader('Content-Length', body.length);
  response.end(method === 'HEAD' ? undefined : body);
}

function resourceAt(root: string, path: string): Resource | undefined {
  if (path === checkpointFile) return { limit: largestNote, type: text, caching: brief };
  if (path === policyFile) return { limit: 65_536, type: json, caching: hourly };
  // One page that verifies what lies here; it needs nothing else, and its own policy forbids it anything else.
  if (path === pageFile)
    return { limit: largestPage, type: 'text/html; charset=utf-8', caching: brief, compress: true };
  if (/^status\/(?:0|[1-9]\d{0,3})\.dsse\.json$/.test(path))
    return { limit: largestStatus, type: json, caching: brief };
  if (/^proof\/[A-Z0-9][A-Z0-9-]{3,39}\.tlog-proof$/.test(path))
    return { limit: largestProof, type: text, caching: hourly };
  return shelfResource(path) ?? tileResource(root, path);
}

function shelfResource(path: string): Resource | undefined {
  const [, shelf] = /^(certificate|report|bundle)\/[A-Z0-9][A-Z0-9-]{3,39}(?:\.dsse)?\.json$/.exec(path) ?? [];
  if (shelf === 'bundle') return { limit: largestBundleFile, type: json, caching: brief, compress: true };
  if (shelf === 'report') return { limit: largestReport, type: json, caching: hourly, compress: true };
  return shelf === undefined ? undefined : { limit: largestCertificate, type: json, caching: hourly };
}

// What a crash left beyond the checkpoint may still change; it is not served, so what is served is for ever.
function tileResource(root: string, path: string): Resource | undefined {
  const tile = tileAt(path);
  if (tile === undefined || tile.index * tileWidth + tile.width > hashesAt(tile.level, sizeOf(root))) return undefined;
  const type = 'application/octet-stream';
  return tile.level === 'entries'
    ? { limit: largestBundle, type, caching: forEver, compress: true }
    : { limit: tileWidth * hashLength, type, caching: forEver };
}

// Unverified: it only decides what is shown, and whoever reads verifies.
function sizeOf(root: string): number {
  const [, size = ''] = readFile(join(root, checkpointFile), largestNote)?.toString().split('\n', 2) ?? [];
  return /^\d{1,15}$/.test(size) ? Number(size) : 0;
}

function end(response: ServerResponse, status: number): void {
  response.statusCode = status;
  response.setHeader('Content-Length', 0);
  response.end();
}
