import { expect } from 'chai';
import { answerIn, type Habits } from '../../../development/odd-controller.ts';
import type { Radio } from './acl.ts';

/** Commands by which a controller tells of its buffers, and the event that gives them back (Vol 4 Part E 7.4.5, 7.8.2, 7.7.19). */
export const buffers = { classic: 0x1005, le: 0x2002 } as const;
export const packetsDone = 0x13;
export const acl = 2;

/** Tells the host of so many buffers, gives each back late, and counts what was sent without room. */
export class FewBuffers {
  readonly radio: Radio;
  readonly packets: number;
  readonly size: number;
  held = 0;
  most = 0;
  sent = 0;

  constructor(radio: Radio, packets: number, size: number) {
    this.radio = radio;
    this.packets = packets;
    this.size = size;
  }

  readonly habits = (): Habits => ({
    fromHost: (packet, { toController }) => {
      if (packet[0] === acl) {
        this.sent++;
        this.most = Math.max(this.most, ++this.held);
        expect(packet.readUInt16LE(3)).to.be.at.most(this.size);
      }
      toController(packet);
    },
    fromController: (packet, { toHost }) => {
      const told = answerIn(packet, buffers[this.radio]);
      if (told !== undefined) {
        told.writeUInt16LE(this.size, 1);
        if (this.radio === 'le') told.writeUInt8(this.packets, 3);
        else told.writeUInt16LE(this.packets, 4);
      }
      if (packet[1] !== packetsDone || packet[0] !== 4) toHost(packet);
      else
        setTimeout(() => {
          for (let n = 0; n < packet.readUInt8(3); n++) this.held -= packet.readUInt16LE(4 + 4 * n + 2);
          toHost(packet);
        }, 3);
    },
  });
}
