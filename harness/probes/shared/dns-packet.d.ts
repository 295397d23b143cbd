/** The part of dns-packet that the instruments use; the package brings no types. */
declare module 'dns-packet' {
  interface Question {
    readonly type: string;
    readonly name: string;
    readonly class?: string;
  }
  interface Answer extends Question {
    readonly ttl?: number;
    readonly data?: unknown;
  }
  interface Packet {
    readonly type?: 'query' | 'response';
    readonly id?: number;
    readonly flags?: number;
    readonly questions?: readonly Question[];
    readonly answers?: readonly Answer[];
    readonly additionals?: readonly Answer[];
    readonly authorities?: readonly Answer[];
  }
  export function encode(packet: Packet): Buffer;
  export function decode(bytes: Buffer): Packet;
}
