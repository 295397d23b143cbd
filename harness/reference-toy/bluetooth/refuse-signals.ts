import type { Link } from '../../probes/shared/bluetooth/acl.ts';

/** The channel of signals (Bluetooth Core, Vol 3 Part A 2.1). */
const signals = 0x0005;
const refusal = 0x01;
/** What answers a signal, or asks for nothing: nobody answers it (Part A 4, table 4.2). */
const unanswered = new Set([refusal, 0x03, 0x05, 0x07, 0x09, 0x0b, 0x0d, 0x0f, 0x11, 0x13, 0x15, 0x16, 0x18, 0x1a]);

/** Refuses every signal as not understood (Vol 3 Part A 4.1): the bear needs none. What is no signal is passed over. */
export function refuseSignals(link: Link): void {
  link.on('frame', (channel, payload) => {
    if (channel !== signals || payload.length < 4) return;
    const [code = 0, identifier = 0] = payload;
    const isWhole = payload.readUInt16LE(2) === payload.length - 4;
    if (!isWhole || identifier === 0 || unanswered.has(code)) return;
    link.send(signals, Buffer.from([refusal, identifier, 2, 0, 0, 0]));
  });
}
