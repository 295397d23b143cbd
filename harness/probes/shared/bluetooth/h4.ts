import { EventEmitter } from 'node:events';
import type { Duplex } from 'node:stream';

/** Kinds of HCI packet as H4 marks them (Bluetooth Core, Vol 4 Part A 2). */
export const packetKind = { command: 1, acl: 2, sco: 3, event: 4, iso: 5 } as const;

/** What a host hears from the way to its controller. */
export interface Heard {
  /** One whole packet from the controller, its kind in the first octet. */
  readonly data: [packet: Buffer];
  readonly close: [];
}

/**
 * HCI packets over a stream, in H4 framing. What a controller sends that is no packet closes the stream. It has the form
 * that the npm package ble-host expects of a transport.
 */
export class H4 extends EventEmitter<Heard> {
  readonly #stream: Duplex;
  #rest: Buffer = Buffer.alloc(0);

  constructor(stream: Duplex) {
    super();
    this.#stream = stream;
    stream.on('data', (chunk: Buffer) => this.#take(chunk));
    // What went wrong is followed by the end, which is what matters to everybody.
    stream.on('error', () => undefined);
    stream.on('close', () => this.emit('close'));
  }

  /** Sends one whole packet, its kind in the first octet. */
  write(packet: Uint8Array): void {
    if (!this.#stream.destroyed) this.#stream.write(packet);
  }

  close(): void {
    this.#stream.destroy();
  }

  #take(chunk: Buffer): void {
    this.#rest = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    for (let size = sizeOf(this.#rest); size !== undefined; size = sizeOf(this.#rest)) {
      if (size === 0) {
        this.close();
        return;
      }
      const packet = Buffer.from(this.#rest.subarray(0, size));
      this.#rest = this.#rest.subarray(size);
      this.emit('data', packet);
    }
  }
}

/** Octets of the first packet; 0 where there is none of a known kind, undefined where it is not whole yet. */
function sizeOf(bytes: Buffer): number | undefined {
  const size = sizeTold(bytes);
  return size === undefined || size > bytes.length ? undefined : size;
}

function sizeTold(bytes: Buffer): number | undefined {
  const head = { [packetKind.event]: 3, [packetKind.sco]: 4, [packetKind.acl]: 5, [packetKind.iso]: 5 };
  const [kind = 0] = bytes;
  if (bytes.length === 0) return undefined;
  const needed = (head as Readonly<Record<number, number>>)[kind];
  if (needed === undefined) return 0;
  if (bytes.length < needed) return undefined;
  if (kind === packetKind.event) return needed + bytes.readUInt8(2);
  if (kind === packetKind.sco) return needed + bytes.readUInt8(3);
  const told = bytes.readUInt16LE(3);
  return needed + (kind === packetKind.iso ? told & 0x3fff : told);
}
