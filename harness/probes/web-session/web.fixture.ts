import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { validate } from '../../../schemas/validate.ts';
import { declared } from '../../../schemas/declared.ts';
import type { Declaration } from '../../../schemas/types.ts';
import type { Observing } from '../../gather/probe.ts';
import { browserPath } from '../shared/browser.ts';
import { observePart } from './family.ts';
import type { Journey, Rows } from './take-journey.ts';

export type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** A server on a free port of this machine. */
export async function serve(
  handler: Handler,
  secure?: { readonly key: string; readonly cert: string },
): Promise<{ readonly port: number; readonly server: ReturnType<typeof createServer>; readonly stop: () => void }> {
  const server = secure === undefined ? createServer(handler) : createSecureServer(secure, handler);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  const stop = () => {
    server.close();
    server.closeAllConnections();
  };
  return { port, server: server, stop };
}

/** Why nothing can be tried in a browser here; undefined where it can. */
export const noBrowser = (): string | undefined => (browserPath() === undefined ? 'needs chromium' : undefined);

export interface Asking {
  readonly url: string;
  readonly journeys: readonly Journey[];
  readonly names?: Readonly<Record<string, string>>;
  readonly child?: Readonly<Record<string, string>>;
  readonly parameters?: Observing['parameters'];
  readonly bench?: Readonly<Record<string, unknown>>;
  readonly secrets?: Readonly<Record<string, string>>;
  readonly folder?: string;
  readonly attach?: (bytes: Uint8Array) => string;
}

/** Takes journeys on these pages; what is seen fits its schema. */
export async function observeWeb(asking: Asking): Promise<Rows> {
  const { url, journeys, names = {}, child = {}, parameters = {}, bench = {}, secrets = {}, folder = '.' } = asking;
  const product = { units: [], parts: [{ id: 'pages', kind: 'web-app', version: '1', url }] };
  const observing: Observing = {
    declaration: declared({ product, ixit: { journeys } } as unknown as Declaration),
    bench: { bench: 1, reach: {}, names, child, ...bench } as unknown as Observing['bench'],
    parameters,
    testCases: [],
    operator: 'tester',
    declarationFolder: folder,
    benchFolder: folder,
    signal: AbortSignal.timeout(240_000),
    secret: (_, credential) => {
      const value = secrets[credential];
      return value === undefined ? undefined : { username: undefined, value };
    },
    attach: asking.attach ?? (() => `sha256:${'0'.repeat(64)}`),
    progress: () => undefined,
    remark: () => undefined,
    examiner: undefined,
  };
  const rows = await observePart({ id: 'pages', url }, observing);
  const misfits = validate('observations/web-session', rows);
  if (misfits.length > 0) throw new Error(`the observation does not fit: ${JSON.stringify(misfits.slice(0, 3))}`);
  return rows;
}

/** A journey of a guardian. */
export const journey = (id: string, steps: Journey['steps'], more: Partial<Journey> = {}): Journey => ({
  id,
  part: 'pages',
  kind: 'other',
  steps,
  ...more,
});

export const html = (response: ServerResponse, body: string, headers: Readonly<Record<string, string>> = {}): void => {
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', ...headers });
  response.end(
    `<!doctype html><html lang="en"><title>Test</title><link rel="icon" href="data:,"><body>${body}</body></html>`,
  );
};
