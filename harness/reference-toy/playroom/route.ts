import type { IncomingMessage, ServerResponse } from 'node:http';
import { randomUUID } from 'node:crypto';
import { json, read, Refused, send, type Answer, type Asked, type Route, type Routes } from './asked.ts';
import { letsAnybody } from './guard.ts';
import type { Room } from './room.ts';

/** The routes of each host. */
export type Hosts = Readonly<Record<string, Routes>>;

/** How a refusal looks to whom: a person sees a page, a program a sentence. */
export type Refuse = (refused: Refused, asked: Asked | undefined) => Answer;

/** Answers one request. */
export async function answer(
  { room, hosts, refuse }: { readonly room: Room; readonly hosts: Hosts; readonly refuse: Refuse },
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  let asked: Asked | undefined;
  try {
    const read1 = await read(request);
    asked = { ...read1, session: read1.token === undefined ? undefined : room.sessionOf(read1.token) };
    send(response, await follow(room, hosts, asked), room.manners.pages);
  } catch (error) {
    if (error instanceof Refused) send(response, refuse(error, asked), room.manners.pages);
    else send(response, failed(room, error as Error), room.manners.pages);
  }
}

async function follow(room: Room, hosts: Hosts, asked: Asked): Promise<Answer> {
  const routes = hosts[asked.host];
  if (routes === undefined) throw new Refused(421, 'This name is not ours.');
  const [route, named] = match(routes, asked);
  admit(room, route, asked);
  return route.act({ ...asked, named });
}

function match(routes: Routes, { method, path }: Asked): readonly [Route, Record<string, string>] {
  const parts = path.split('/');
  const wanted = method === 'HEAD' ? 'GET' : method;
  let otherMethod = false;
  for (const { verb, shape, route } of shapesOf(routes)) {
    const named = fit(shape, parts);
    if (named === undefined) continue;
    if (verb === wanted) return [route, named];
    otherMethod = true;
  }
  throw otherMethod ? new Refused(405, 'This cannot be done here.') : new Refused(404, 'There is nothing here.');
}

interface Shape {
  readonly verb: string;
  /** The parts of an address: a word, or what a name stands for. */
  readonly shape: readonly (string | { readonly name: string })[];
  readonly route: Route;
}

const shapes = new WeakMap<Routes, readonly Shape[]>();

// Read once: there are some fifty, and each request looks for its own among them.
function shapesOf(routes: Routes): readonly Shape[] {
  const known = shapes.get(routes);
  if (known !== undefined) return known;
  const made = Object.entries(routes).map(([pattern, route]): Shape => {
    const [verb = '', address = ''] = pattern.split(' ');
    const shape = address.split('/').map((part) => {
      const name = /^\{(\w+)\}$/.exec(part)?.[1];
      return name === undefined ? part : { name };
    });
    return { verb, shape, route };
  });
  shapes.set(routes, made);
  return made;
}

function fit(shape: Shape['shape'], parts: readonly string[]): Record<string, string> | undefined {
  if (shape.length !== parts.length) return undefined;
  const named: Record<string, string> = {};
  for (const [at, part] of parts.entries()) {
    const wanted = shape[at];
    if (typeof wanted === 'object' && part !== '') named[wanted.name] = decoded(part);
    else if (part !== wanted) return undefined;
  }
  return named;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw new Refused(400, 'This address cannot be read.');
  }
}

function admit(room: Room, { who }: Route, asked: Asked): void {
  // A browser adds the cookie by itself, so that what another site makes it send has to be told apart.
  const own = asked.origin === undefined || asked.origin === room.origin(asked.host);
  if (asked.method !== 'GET' && asked.method !== 'HEAD' && asked.byCookie && !own)
    throw new Refused(403, 'This came from another site.');
  if (who === 'anyone' || letsAnybody(room, asked)) return;
  if (asked.session === undefined) throw new Refused(401, 'Sign in first.');
  if (!who.includes(asked.session.role)) throw new Refused(403, 'Ask a grown-up.');
}

function failed(room: Room, error: Error): Answer {
  const reference = randomUUID();
  if (room.manners.hidesErrors) return json(500, { error: 'That did not work. We look into it.', reference });
  return json(500, { error: error.message, stack: error.stack });
}
