import { addressText } from '../shared/bluetooth/smp-analysis.ts';
import { ClassicPairings } from '../shared/bluetooth/classic/classic-pairings.ts';
import { DamagedCapture } from './formats/capture-record.ts';
import { Link } from './link.ts';
import { hciType, type HciPacket } from './packets.ts';

const mostLinks = 5000;

/** A controller of the recording, with the connections that are up. */
interface Controller {
  readonly links: Map<number, Held>;
  /** Addresses of its own, as on the air: what was read, and what was set as random. */
  publicAddress: string | undefined;
  randomAddress: string | undefined;
  /** Address type that the host asked to connect with. */
  ownType: number;
}

interface Held {
  readonly link: Link;
  /** The recording host is the central; undefined where the connection was there before the recording. */
  localCentral: boolean | undefined;
}

/** Follows connections between a host and its controller (Vol 4 Part E): LE and Classic. */
export class HciFollower {
  readonly links: Link[] = [];
  readonly classic = new ClassicPairings();
  private readonly controllers = new Map<number, Controller>();

  take(packet: HciPacket): void {
    const controller = this.controller(packet.adapter);
    if (packet.type === hciType.acl) this.data(controller, packet);
    else if (packet.type === hciType.event) this.event(controller, packet.octets);
    else if (packet.type === hciType.command) this.command(controller, packet.octets);
  }

  private controller(adapter: number): Controller {
    const known = this.controllers.get(adapter);
    if (known !== undefined) return known;
    const fresh = { links: new Map(), publicAddress: undefined, randomAddress: undefined, ownType: 0 };
    if (this.controllers.size < 64) this.controllers.set(adapter, fresh);
    return fresh;
  }

  private hold(controller: Controller, handle: number, held: Held): void {
    if (this.links.length >= mostLinks) throw new DamagedCapture(`more than ${mostLinks} connections`);
    this.links.push(held.link);
    controller.links.set(handle, held);
  }

  private data(controller: Controller, { octets, sent }: HciPacket): void {
    if (octets.length < 4) return;
    const first = octets.readUInt16LE(0);
    const handle = first & 0x0fff;
    const boundary = (first >> 12) & 3;
    let held = controller.links.get(handle);
    if (held === undefined) {
      held = { link: new Link('le'), localCentral: undefined };
      this.hold(controller, handle, held);
    }
    const { link, localCentral } = held;
    if (link.encrypted) link.encryptedPackets++;
    else link.plainPackets++;
    // Only a host begins a PDU with 0, only a controller with 2 (Vol 4 Part E, 5.4.2).
    const outwards = sent ?? (boundary === 1 ? undefined : boundary === 0);
    const fromCentral = outwards === undefined || localCentral === undefined ? undefined : outwards === localCentral;
    link.fragment(octets.subarray(4), { first: boundary !== 1, fromCentral });
  }

  private command(controller: Controller, octets: Buffer): void {
    if (octets.length < 3) return;
    const opcode = octets.readUInt16LE(0);
    const body = octets.subarray(3);
    if (opcode === 0x2005 && body.length >= 6) controller.randomAddress = addressText(body);
    else if (opcode === 0x200d && body.length >= 13) controller.ownType = body[12] ?? 0;
    else if (opcode === 0x2043 && body.length >= 2) controller.ownType = body[1] ?? 0;
    else this.classic.command(opcode, body);
  }

  private event(controller: Controller, octets: Buffer): void {
    const [code = 0] = octets;
    const body = octets.subarray(2);
    if (code === 0x3e) this.leEvent(controller, body);
    else if (code === 0x03 && body.length >= 11) this.connected(controller, body);
    else if (code === 0x05 && body.length >= 3) controller.links.delete(body.readUInt16LE(1) & 0x0fff);
    else if ((code === 0x08 || code === 0x59) && body.length >= 4) this.encryption(controller, code, body);
    else if (code === 0x0e && body.length >= 4) complete(controller, body);
    else this.classic.event(code, body);
  }

  // Connection Complete (7.7.3); the recording host is central or not, which this event does not tell.
  private connected(controller: Controller, body: Buffer): void {
    if (body[0] !== 0 || body[9] !== 1) return;
    const link = new Link('classic');
    link.startSeen = true;
    link.peripheral.address = addressText(body.subarray(3, 9));
    this.hold(controller, body.readUInt16LE(1) & 0x0fff, { link, localCentral: true });
  }

  // LE Connection Complete and its enhanced forms (7.7.65.1, .10, .41).
  private leEvent(controller: Controller, body: Buffer): void {
    const [subevent = 0, status] = body;
    const enhanced = subevent === 0x0a || subevent === 0x29;
    if ((subevent !== 0x01 && !enhanced) || body.length < 12 || status !== 0) return;
    const link = new Link('le');
    link.startSeen = true;
    const localCentral = body[4] === 0;
    const peer = { address: addressText(body.subarray(6, 12)), addressType: (body[5] ?? 0) & 1 };
    const local = localParty(controller, enhanced && body.length >= 18 ? body.subarray(12, 18) : undefined);
    Object.assign(link.central, localCentral ? local : peer);
    Object.assign(link.peripheral, localCentral ? peer : local);
    this.hold(controller, body.readUInt16LE(2) & 0x0fff, { link, localCentral });
  }

  // Encryption Change (7.7.8); its second version tells the size of the key.
  private encryption(controller: Controller, code: number, body: Buffer): void {
    const held = controller.links.get(body.readUInt16LE(1) & 0x0fff);
    if (held === undefined || body[0] !== 0) return;
    if (body[3] === 0) held.link.encrypted = false;
    else held.link.encrypt(undefined);
    if (code === 0x59 && body[4] !== undefined && body[4] > 0) held.link.keySize = body[4];
  }
}

function localParty(controller: Controller, resolvable: Buffer | undefined) {
  // The enhanced event names the private address that was in use, or zeros.
  if (resolvable?.some((octet) => octet !== 0)) return { address: addressText(resolvable), addressType: 1 };
  const addressType = controller.ownType & 1;
  return { address: addressType === 1 ? controller.randomAddress : controller.publicAddress, addressType };
}

// Command Complete of Read BD_ADDR (7.4.6) and of Read Encryption Key Size (7.5.7).
function complete(controller: Controller, body: Buffer): void {
  const opcode = body.readUInt16LE(1);
  if (body[3] !== 0) return;
  if (opcode === 0x1009 && body.length >= 10) controller.publicAddress = addressText(body.subarray(4, 10));
  if (opcode === 0x1408 && body.length >= 7) {
    const held = controller.links.get(body.readUInt16LE(4) & 0x0fff);
    if (held !== undefined && body[6] !== undefined) held.link.keySize = body[6];
  }
}
