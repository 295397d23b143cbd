import type { LeHost, LeLink } from './low-energy.ts';
import { analysePairings, type PairingExchange, type SmpPacket } from './smp-analysis.ts';
import { smp } from './smp-pdu.ts';
import { initiatePairing, type Bond, type PairingResult, type PairingWishes } from './smp-initiator.ts';
import { smpChannel } from './smp-session.ts';

/** A pairing as it stands in the exchange, and what became of the link. */
export interface ReadPairing {
  /** Undefined where nothing was exchanged. */
  readonly exchange: PairingExchange | undefined;
  readonly encrypted: boolean;
  readonly asked: boolean;
  /** What this host would use later; only where the pairing ended well. */
  readonly bond: Bond | undefined;
  readonly result: PairingResult['outcome'];
}

/** Pairs, and reads from what was exchanged how it went: the host's own opinion decides nothing. */
export async function pairAndRead(host: LeHost, link: LeLink, wishes: PairingWishes): Promise<ReadPairing> {
  const packets: SmpPacket[] = [];
  const keep = (from: SmpPacket['from']) => (channel: number, pdu: Uint8Array) => {
    if (channel === smpChannel && packets.length < 1000) packets.push({ from, pdu: Buffer.from(pdu) });
  };
  const [sent, heard] = [keep('initiator'), keep('responder')];
  link.link.on('sent', sent);
  link.link.on('frame', heard);
  const changed = { encrypted: false };
  const listen = (code: number, parameters: Buffer) => {
    const on = code === 0x08 && parameters.length >= 4 && parameters[0] === 0 && parameters[3] !== 0;
    if (on && (parameters.readUInt16LE(1) & 0x0fff) === link.link.handle) changed.encrypted = true;
  };
  host.controller.on('event', listen);
  try {
    const result = await initiatePairing(host, link, wishes);
    const exchange = analysePairings(packets).at(-1);
    const asked = packets.some(({ pdu }) => pdu[0] === smp.securityRequest);
    const bond = result.outcome === 'paired' ? result.bond : undefined;
    return { exchange, asked, bond, encrypted: changed.encrypted, result: result.outcome };
  } finally {
    host.controller.off('event', listen);
    link.link.off('sent', sent);
    link.link.off('frame', heard);
  }
}
