import { setTimeout as sleep } from 'node:timers/promises';
import { NotObserved, type Observing } from '../../../gather/probe.ts';
import { exchange, keeping } from '../http.ts';
import { endpointsOf, type Endpoint } from '../reach.ts';
import { Beside, cookieIn, type Carried, type Send } from './beside.ts';
import { decoded } from './content.ts';
import type { Api, Filled } from './fill.ts';

/** An answer, bounded to 256 KiB, and what was sent to get it. */
export interface Answered {
  readonly status: number;
  readonly text: string;
  readonly body: Buffer;
  readonly cookies: readonly string[];
  readonly location: string | undefined;
  readonly milliseconds: number;
  /** Path and body of the request. */
  readonly sent: string;
  /** The text without what an echo repeats of the request. */
  readonly own: string;
}

export type Service = Pick<Observing, 'bench' | 'declaration' | 'signal'>;

/** Sends requests to the declared hosts of one interface and to nobody else, not faster than the bench says. */
export class Client {
  readonly #api: Api;
  readonly #observing: Service;
  readonly #pause: number;
  readonly #beside: Beside;
  #next = 0;
  readonly #plain = keeping(false, 10_000);
  readonly #secure = keeping(true, 10_000);
  requests = 0;

  /** @throws NotObserved where the bench cannot reach the service */
  constructor(api: Api, observing: Service) {
    this.#api = api;
    this.#observing = observing;
    this.#beside = new Beside(api);
    this.#pause = 1000 / (observing.bench.pace?.requestsPerSecond ?? 20);
    if (this.#endpoint(undefined) === undefined)
      throw new NotObserved('input-missing', `neither the declaration nor the bench tells where ${api.service} is`);
  }

  /** The answer; undefined where none came. */
  async send(request: Filled, credential?: string): Promise<Answered | undefined> {
    const fetch: Send = (...sent) => this.#send(...sent);
    const carried = await this.#beside.for(credential, request.method, fetch);
    return this.#send(request, credential, carried);
  }

  async #send(request: Filled, credential: string | undefined, carried: Carried): Promise<Answered | undefined> {
    const endpoint = this.#endpoint(request.service);
    if (endpoint === undefined) return undefined;
    // What belongs to this service is not told to another.
    const { headers: own, cookies } = endpoint.service.id === this.#api.service ? carried : nothing;
    const type = request.type === undefined ? {} : { 'content-type': request.type };
    return this.#exchange(endpoint, { ...request, headers: { ...type, ...own, ...this.#proof(credential, cookies) } });
  }

  /** The same at an absolute address, where its host is one of the declared services. */
  async fetch(address: string, credential?: string): Promise<Answered | undefined> {
    const endpoint = this.endpointOf(address);
    if (endpoint === undefined) return undefined;
    const { pathname, search } = new URL(address);
    const request = { method: 'GET', path: `${pathname}${search}`, body: undefined };
    return this.#exchange(endpoint, { ...request, headers: this.#proof(credential, {}) });
  }

  /** Where an absolute address leads; undefined where the declaration names no such service in the cloud. */
  endpointOf(address: string): Endpoint | undefined {
    if (!URL.canParse(address)) return undefined;
    const { hostname, protocol, port } = new URL(address);
    const wanted = Number(port || (protocol === 'https:' ? 443 : 80));
    const services = this.#observing.declaration.ixit.services.filter(({ location }) => location === 'cloud');
    const found = services.find((service) => service.host === hostname && service.port === wanted);
    return found === undefined ? undefined : endpointsOf(found, this.#observing)[0];
  }

  async #exchange(
    { address, port, name, service }: Endpoint,
    request: Pick<Filled, 'method' | 'path' | 'body'> & { readonly headers: Readonly<Record<string, string>> },
  ): Promise<Answered | undefined> {
    await this.#turn();
    this.requests++;
    const { signal } = this.#observing;
    const secure = service.secure ?? false;
    const agent = secure ? this.#secure : this.#plain;
    const answer = await exchange({ address, port, name, secure, signal, agent }, request);
    if (answer === undefined) return undefined;
    const text = answer.body.toString('utf8');
    const [path, body] = [decoded(request.path), request.body?.toString() ?? ''];
    const echoes = [request.path, path, body].filter((part) => part.length > 1);
    return {
      status: answer.status,
      text,
      own: echoes.reduce((rest, echo) => rest.replaceAll(echo, ''), text),
      body: answer.body,
      cookies: answer.headers['set-cookie'] ?? [],
      location: answer.headers.location,
      milliseconds: answer.milliseconds,
      sent: `${path} ${body}`,
    };
  }

  #proof(credential: string | undefined, cookies: Carried['cookies']): Readonly<Record<string, string>> {
    const { in: way, cookie = 'session' } = this.#api.token;
    const session = way === 'cookie' && credential !== undefined ? { [cookie]: credential } : {};
    const all = Object.entries({ ...cookies, ...session }).map(([name, value]) => `${name}=${value}`);
    return {
      ...(way === 'bearer' && credential !== undefined ? { authorization: `Bearer ${credential}` } : {}),
      ...(all.length === 0 ? {} : { cookie: all.join('; ') }),
    };
  }

  #endpoint(service: string | undefined): Endpoint | undefined {
    const { services } = this.#observing.declaration.ixit;
    const found = services.find(({ id, location }) => id === (service ?? this.#api.service) && location === 'cloud');
    return found === undefined ? undefined : endpointsOf(found, this.#observing)[0];
  }

  async #turn(): Promise<void> {
    this.#observing.signal.throwIfAborted();
    const now = performance.now();
    const at = Math.max(now, this.#next);
    this.#next = at + this.#pause;
    if (at > now) await sleep(at - now, undefined, { signal: this.#observing.signal });
  }
}

const nothing: Carried = { headers: {}, cookies: {} };

/**
 * What opens a session, in the answer that opened it; undefined where it did not. A session of several cookies is the value
 * of the first, followed by the others as they are sent.
 */
export function credentialIn(
  { token }: Api,
  { text, cookies }: Answered,
  pick: (text: string, path: string) => string | undefined,
): string | undefined {
  if (token.in === 'bearer') return pick(text, token.field ?? 'token');
  const name = token.cookie ?? 'session';
  const value = cookieIn({ cookies }, name);
  const more = (token.with ?? []).map((one) => [one, cookieIn({ cookies }, one)] as const);
  if (value === undefined || more.some(([, other]) => other === undefined)) return undefined;
  return [value, ...more.map(([one, other]) => `${one}=${other}`)].join('; ');
}
