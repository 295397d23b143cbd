import { once } from 'node:events';
import { createServer } from 'node:https';
import { join } from 'node:path';
import { Agent, request } from 'undici';
import { freePort } from '../development/peer.ts';
import { writeBenchFolder } from '../reference-toy/bench-folder.ts';
import { equip } from '../reference-toy/equip.ts';
import { inPlayroom } from '../reference-toy/edit.ts';
import type { PlayroomManners } from '../reference-toy/playroom/manners.ts';
import { hosts } from '../reference-toy/playroom/hosts.ts';
import { openPlayroom } from '../reference-toy/playroom/playroom.ts';
import { decentProduct } from '../reference-toy/product.ts';

export type Playroom = Awaited<ReturnType<typeof startPlayroom>>;

/** Pip's Playroom on this machine, with these manners, and the papers of its product in a folder. */
export async function startPlayroom(folder: string, manners: Partial<PlayroomManners> = {}) {
  const port = await freePort();
  const place = { units: [['127.0.0.1'], ['127.0.0.1']], site: '127.0.0.1', playroom: '127.0.0.1' };
  const product = inPlayroom(manners)(
    decentProduct({ ...place, ports: { https: 1, mqtt: 2, coap: 3, mdns: 4, site: port } }),
  );
  const equipment = equip(product.pip);
  const server = createServer({ key: equipment.playroom.key, cert: equipment.playroom.certificate });
  const { key, laboratoryKey, manners: all } = product.pip.playroom;
  const labels = product.pip.units.map(({ serial, setUpCode: code }) => ({ serial, code }));
  openPlayroom(server, { manners: all, labels, key, laboratoryKey, port });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const stop = () => {
    server.closeAllConnections();
    server.close();
  };
  const papers = writeBenchFolder(join(folder, `playroom-${port}`), product, equipment);
  return { port, papers, product, equipment, labels, stop };
}

interface Sending {
  readonly method?: string;
  readonly json?: object;
  readonly picture?: Buffer;
  readonly token?: string | undefined;
}

/** A program for guardians that uses the service, and the recording of what it asked. */
export class RecordingApp {
  readonly entries: object[] = [];
  readonly #playroom: Playroom;
  readonly #agent: Agent;

  constructor(playroom: Playroom) {
    this.#playroom = playroom;
    const checkServerIdentity = () => undefined;
    this.#agent = new Agent({ connect: { ca: playroom.equipment.trustAnchor, checkServerIdentity } });
  }

  /** What it recorded, as a browser exports it. */
  get har(): string {
    return JSON.stringify({ log: { version: '1.2', creator: { name: 'app', version: '1' }, entries: this.entries } });
  }

  close = (): Promise<void> => this.#agent.close();

  async ask(path: string, sending: Sending = {}, host: string = hosts.playroom): Promise<Record<string, unknown>> {
    const { method = 'GET', json, picture, token } = sending;
    const type = json === undefined ? picture && 'image/png' : 'application/json';
    const headers = {
      host: `${host}:${this.#playroom.port}`,
      ...(type === undefined ? {} : { 'content-type': type }),
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    };
    const body = json === undefined ? (picture ?? null) : JSON.stringify(json);
    const given = { dispatcher: this.#agent, method, headers, body };
    const startedDateTime = new Date(Date.now() + this.entries.length).toISOString();
    const answer = await request(`https://127.0.0.1:${this.#playroom.port}${path}`, given);
    const text = await answer.body.text();
    const told = Object.entries(answer.headers).map(([name, value]) => ({ name, value: [value].flat().join('\n') }));
    const sent = Object.entries(headers).map(([name, value]) => ({ name, value }));
    const url = `https://${host}:${this.#playroom.port}${path}`;
    const posted = json === undefined ? {} : { postData: { mimeType: 'application/json', text: String(body) } };
    this.entries.push({
      startedDateTime,
      request: { method, url, headers: sent, ...posted },
      response: { status: answer.statusCode, headers: told, content: { mimeType: 'application/json', text } },
    });
    return JSON.parse(text) as Record<string, unknown>;
  }

  /** The newest code in the post box of this address. */
  async code(email: string): Promise<string> {
    const mails = await this.ask(`/api/messages?to=${encodeURIComponent(email)}`, {}, hosts.mail);
    const codes = [...JSON.stringify(mails).matchAll(/Your code is ([\w-]{4,60})/g)];
    return codes.at(-1)?.[1] ?? '';
  }

  /** What a family does, from the account on. */
  async family(email: string, child: { readonly firstName: string; readonly birthday: string }): Promise<void> {
    const post = (path: string, json: object, token?: string) => this.ask(path, { method: 'POST', json, token });
    const password = `a quiet bear sleeps late ${email.length}`;
    await post('/api/sign-up', { email, password, yearOfBirth: 1985 });
    const { token } = (await post('/api/confirm', { code: await this.code(email) })) as { token: string };
    await post('/api/consent', { share: false }, token);
    await post('/api/consent/confirm', { code: await this.code(email) });
    const get = (path: string) => this.ask(path, { token });
    for (const path of ['/api/me', '/api/family']) await get(path);
    const { id } = await post('/api/children', { name: child.firstName, birthday: child.birthday }, token);
    const own = `/api/children/${String(id)}`;
    const said = await post(`${own}/messages`, { text: `the owl of ${child.firstName}` }, token);
    await this.ask(`${own}/drawings`, { method: 'POST', picture: Buffer.from('a small drawing'), token });
    for (const path of ['/api/children', own, `${own}/messages`, `${own}/drawings`, '/api/export']) await get(path);
    await this.ask(own, { method: 'PATCH', json: { name: child.firstName }, token });
    const again = (await post('/api/sign-in', { email, password })) as { token: string };
    await post('/api/sign-out', {}, again.token);
    await this.ask(`/api/messages/${String(said['id'])}`, { method: 'DELETE', token });
    await this.ask(own, { method: 'DELETE', token });
    await post('/api/password', { old: password, new: `${password} again` }, token);
    await this.ask('/api/account', { method: 'DELETE', json: { password: `${password} again` }, token });
  }
}
