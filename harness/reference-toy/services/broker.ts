import type { Duplex } from 'node:stream';
import type { MqttManners, PipUnit } from '../pip.ts';
import { Guard } from './guard.ts';
import { Fields, Malformed, packet, split, textOctets, type Packet } from './mqtt-packets.ts';
import { equalSecrets } from './passwords.ts';

interface Client {
  readonly stream: Duplex;
  /** 4 is MQTT 3.1.1, 5 is MQTT 5.0; undefined before CONNECT. */
  version: 4 | 5 | undefined;
  readonly filters: Set<string>;
}

const types = { connect: 1, publish: 3, subscribe: 8, unsubscribe: 10, ping: 12, disconnect: 14 };
const mostClients = 50;
const helloMilliseconds = 5000;

/** A small MQTT broker for one unit: MQTT 3.1.1 and 5.0, quality of service 0 and 1, nothing kept but the last value. */
export class Broker {
  readonly #unit: PipUnit;
  readonly #manners: MqttManners;
  readonly #guard: Guard;
  readonly #clients = new Set<Client>();
  readonly #kept = new Map([['pip/mood', Buffer.from('happy')]]);
  readonly #stop: () => void;

  /** `stop` ends the service for good; only a defect calls it. */
  constructor(unit: PipUnit, manners: MqttManners, stop: () => void) {
    this.#unit = unit;
    this.#manners = manners;
    this.#guard = new Guard(manners.lock);
    this.#stop = stop;
  }

  /** Serves one connection, already deciphered. */
  serve(stream: Duplex): void {
    const client: Client = { stream, version: undefined, filters: new Set() };
    if (this.#clients.size >= mostClients) return void stream.destroy();
    this.#clients.add(client);
    let waiting = Buffer.alloc(0);
    const hello = setTimeout(() => client.version ?? stream.destroy(), helloMilliseconds);
    stream.on('data', (chunk: Buffer) => {
      try {
        const { packets, rest } = split(Buffer.concat([waiting, chunk]));
        waiting = Buffer.from(rest);
        for (const each of packets) this.#answer(client, each);
      } catch (error) {
        if (!(error instanceof Malformed)) throw error;
        stream.destroy();
        if (this.#manners.stopsAtMalformedPacket) this.#stop();
      }
    });
    stream.on('error', () => stream.destroy());
    stream.on('close', () => {
      clearTimeout(hello);
      this.#clients.delete(client);
    });
  }

  #answer(client: Client, { type, flags, body }: Packet): void {
    const fields = new Fields(body);
    if (client.version === undefined) {
      if (type !== types.connect) throw new Malformed('not CONNECT');
      this.#connect(client, fields);
      return;
    }
    if (type === types.publish) this.#publish(client, flags, fields);
    else if (type === types.subscribe) this.#subscribe(client, fields);
    else if (type === types.unsubscribe) this.#unsubscribe(client, fields);
    else if (type === types.ping) client.stream.write(packet(13, 0));
    else if (type === types.disconnect) client.stream.end();
    else throw new Malformed('a packet of the server, or none');
  }

  #connect(client: Client, fields: Fields): void {
    if (fields.text() !== 'MQTT') throw new Malformed('not MQTT');
    const version = fields.octet();
    if (version !== 4 && version !== 5) return void client.stream.end(packet(2, 0, [0, 1]));
    const flags = fields.octet();
    fields.number();
    if (version === 5) fields.skipProperties();
    fields.text();
    if ((flags & 1) !== 0) throw new Malformed('a reserved flag');
    if ((flags & 4) !== 0) {
      if (version === 5) fields.skipProperties();
      fields.text();
      fields.bytes();
    }
    const username = (flags & 128) === 0 ? undefined : fields.text();
    const password = (flags & 64) === 0 ? '' : fields.bytes().toString('utf8');
    const refused = this.#refusal(username, password);
    if (refused === undefined) client.version = version;
    const code = refused === undefined ? 0 : refused[version];
    const answer = packet(2, 0, version === 5 ? [0, code, 0] : [0, code]);
    if (code === 0) client.stream.write(answer);
    else client.stream.end(answer);
  }

  // Codes of MQTT 3.1.1, table 3.1, and of MQTT 5.0, clause 3.2.2.2.
  #refusal(username: string | undefined, password: string): Readonly<Record<4 | 5, number>> | undefined {
    if (username === undefined) return this.#manners.letsAnybodyIn ? undefined : { 4: 5, 5: 0x87 };
    if (this.#guard.lockedFor() > 0) return { 4: 3, 5: 0x9f };
    const right = equalSecrets(password, this.#unit.hubToken);
    if (!right || !equalSecrets(username, this.#manners.username)) {
      this.#guard.failed();
      return { 4: 4, 5: 0x86 };
    }
    this.#guard.succeeded();
    return undefined;
  }

  #publish(client: Client, flags: number, fields: Fields): void {
    const quality = (flags >> 1) & 3;
    if (quality > 1) throw new Malformed('quality of service 2 is not offered');
    const topic = fields.text();
    if (topic === '' || /[+#]/.test(topic)) throw new Malformed('not a topic');
    const id = quality === 1 ? fields.number() : undefined;
    if (client.version === 5) fields.skipProperties();
    const message = Buffer.from(fields.rest().subarray(0, 4096));
    if (topic === 'pip/mood') this.#kept.set(topic, message);
    if (id !== undefined) client.stream.write(packet(4, 0, [id >> 8, id & 255]));
    for (const each of this.#clients)
      if ([...each.filters].some((filter) => matches(filter, topic))) deliver(each, topic, message);
  }

  #subscribe(client: Client, fields: Fields): void {
    const { id, filters } = readFilters(client, fields, true);
    for (const filter of filters) if (client.filters.size < 100) client.filters.add(filter);
    const properties = client.version === 5 ? [0] : [];
    client.stream.write(
      packet(
        9,
        0,
        [id >> 8, id & 255],
        properties,
        filters.map(() => 0),
      ),
    );
    for (const [topic, message] of this.#kept)
      if (filters.some((filter) => matches(filter, topic))) deliver(client, topic, message);
  }

  #unsubscribe(client: Client, fields: Fields): void {
    const { id, filters } = readFilters(client, fields, false);
    for (const filter of filters) client.filters.delete(filter);
    const codes = client.version === 5 ? [0, ...filters.map(() => 0)] : [];
    client.stream.write(packet(11, 0, [id >> 8, id & 255], codes));
  }
}

function readFilters(client: Client, fields: Fields, options: boolean): { id: number; filters: readonly string[] } {
  const id = fields.number();
  if (client.version === 5) fields.skipProperties();
  const filters: string[] = [];
  while (!fields.done) {
    filters.push(fields.text());
    if (options) fields.octet();
  }
  if (filters.length === 0) throw new Malformed('no topic filter');
  return { id, filters };
}

function deliver({ stream, version }: Client, topic: string, message: Buffer): void {
  stream.write(packet(3, 0, textOctets(topic), version === 5 ? [0] : [], message));
}

/** Topic filters with + and # (MQTT 5.0, clause 4.7). */
function matches(filter: string, topic: string): boolean {
  const [wanted, levels] = [filter.split('/'), topic.split('/')];
  if (wanted.at(-1) === '#')
    return wanted.slice(0, -1).every((level, index) => level === '+' || level === levels[index]);
  return wanted.length === levels.length && wanted.every((level, index) => level === '+' || level === levels[index]);
}
