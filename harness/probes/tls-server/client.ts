import { converse, type Ending, type Patience, type Peer } from './exchange.ts';
import { helloRecord, type Offer } from './client-hello.ts';
import { Flight, type Alert } from './flight.ts';
import type { Pace } from './pace.ts';
import { readServerHello, type ServerHello } from './server-messages.ts';

/** The server, and how to treat it. */
export interface Client {
  readonly peer: Peer;
  readonly name: string | undefined;
  readonly pace: Pace;
  readonly patience: Patience;
  readonly signal: AbortSignal;
  /** Connections so far; how many of them stayed without an answer, and how many had one. */
  readonly count: { connections: number; silent: number; answered: number };
  /** Codes with which whole handshakes failed. */
  readonly failures: Set<string>;
}

/** What the server made of one ClientHello. */
export type Answer = Agreement | { readonly kind: 'alert'; readonly code: number } | Ending;

export interface Agreement {
  readonly kind: 'hello';
  readonly hello: ServerHello;
  /** Body of the Certificate message, where it was waited for and came in the clear. */
  readonly certificate: Buffer | undefined;
  /** Body of the ServerKeyExchange message. */
  readonly keyExchange: Buffer | undefined;
}

/** How much of the server's flight to wait for. */
export type Until = 'hello' | 'done';

const [serverHello, certificate, serverKeyExchange, certificateRequest, serverHelloDone] = [2, 11, 12, 13, 14];

/**
 * Offers once; again where the connection failed, alone, so that a server that refuses parallel connections or resets
 * one by chance is not misread.
 */
export async function ask(client: Client, offer: Offer, until: Until = 'hello'): Promise<Answer> {
  return await insist(client, () => askOnce(client, offer, until));
}

/** Repeats what failed: once for silence and close, twice for a refused connection. */
export async function insist<T extends { readonly kind: string }>(client: Client, once: () => Promise<T>): Promise<T> {
  let answer = await client.pace.among(() => counted(client, once));
  for (const pause of [200, 1000]) {
    if (!isDoubtful(answer) || (pause > 200 && answer.kind !== 'unreachable')) return answer;
    const before = answer;
    answer = await client.pace.alone(() => (isMute(client) ? Promise.resolve(before) : counted(client, once)), pause);
    if (!isDoubtful(answer)) client.pace.narrow();
  }
  return answer;
}

const isDoubtful = ({ kind }: { readonly kind: string }): boolean => ['closed', 'silent', 'unreachable'].includes(kind);

// A server that never said a word is not asked everything twice.
const isMute = ({ count }: Client): boolean => count.answered === 0 && count.silent >= 4;

async function counted<T extends { readonly kind: string }>({ signal, count }: Client, once: () => Promise<T>) {
  signal.throwIfAborted();
  count.connections++;
  const answer = await once();
  if (answer.kind === 'silent') count.silent++;
  else if (answer.kind !== 'unreachable') count.answered++;
  return answer;
}

async function askOnce(client: Client, offer: Offer, until: Until): Promise<Answer> {
  const { peer, patience, signal } = client;
  const reader = new FlightReader(until);
  const read = (chunk: Uint8Array) => reader.feed(chunk);
  const outcome = await converse<Answer>({ peer, patience, signal, send: helloRecord(offer), read });
  // A server that falls silent after its ServerHello has chosen all the same.
  return reader.soFar() ?? outcome;
}

class FlightReader {
  readonly #flight = new Flight();
  readonly #until: Until;
  #agreement: Agreement | undefined;

  constructor(until: Until) {
    this.#until = until;
  }

  soFar(): Agreement | undefined {
    return this.#agreement;
  }

  feed(chunk: Uint8Array): Answer | undefined {
    for (const item of this.#flight.feed(chunk)) {
      const answer = 'level' in item ? this.#alert(item) : this.#message(item.type, item.body);
      if (answer !== undefined) return answer;
    }
    return undefined;
  }

  #alert({ level, code }: Alert): Answer | undefined {
    const [warning, closeNotify] = [1, 0];
    return level === warning && code !== closeNotify ? undefined : { kind: 'alert', code };
  }

  #message(type: number, body: Buffer): Answer | undefined {
    if (this.#agreement === undefined) {
      if (type !== serverHello) return { kind: 'malformed', what: `a handshake message of type ${type}` };
      this.#agreement = { kind: 'hello', hello: readServerHello(body), certificate: undefined, keyExchange: undefined };
    } else if (type === certificate) this.#agreement = { ...this.#agreement, certificate: body };
    else if (type === serverKeyExchange) this.#agreement = { ...this.#agreement, keyExchange: body };
    const finished = [certificateRequest, serverHelloDone].includes(type) || this.#until === 'hello';
    return finished ? this.#agreement : undefined;
  }
}
