import { cloudName } from '../pip.ts';
import type { IncomingMessage, ServerResponse } from 'node:http';

/** A published document of the manufacturer's site. */
export interface Published {
  readonly path: string;
  readonly type: string;
  readonly text: string;
}

/** Answers a request for a document of the manufacturer's site, or at the cloud, which gives a stranger nothing. */
export function answerSite(documents: readonly Published[], request: IncomingMessage, response: ServerResponse): void {
  const path = (request.url ?? '/').split('?', 1)[0];
  const found = documents.find((document) => document.path === path);
  request.resume();
  if (request.headers.host?.split(':', 1)[0] === cloudName) response.writeHead(401).end();
  else if (request.method !== 'GET' && request.method !== 'HEAD') response.writeHead(405, { allow: 'GET, HEAD' }).end();
  else if (found === undefined)
    response.writeHead(404, { 'content-type': 'text/plain' }).end('There is nothing here.\n');
  else response.writeHead(200, { 'content-type': `${found.type}; charset=utf-8` }).end(found.text);
}
