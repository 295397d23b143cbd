import type { Link } from './acl.ts';

/** The channel of signals (Bluetooth Core, Vol 3 Part A 2.1). */
export const signals = 0x0005;

/** Intervals in units of 1.25 ms, events that the peripheral may stay away from, time-out in units of 10 ms (4.20). */
export interface ConnectionParameters {
  readonly least: number;
  readonly most: number;
  readonly latency: number;
  readonly timeout: number;
}

/** Whether a peripheral gets what it asks for; one that asks for nothing that exists is not asked about. */
export type Grant = (asked: ConnectionParameters) => boolean;

const refusal = 0x01;
const parameters = { asked: 0x12, answer: 0x13 } as const;
/** What answers a signal, or asks for nothing: nobody answers it (Part A 4, table 4.2). */
const unanswered = new Set([
  ...[refusal, 0x03, 0x05, 0x07, 0x09, 0x0b, 0x0d, 0x0f, 0x11, parameters.answer],
  ...[0x15, 0x16, 0x18, 0x1a],
]);

/**
 * Answers the signals of a link: other parameters are granted or not, everything else is refused as not understood (Vol 3
 * Part A 4.1). What is no signal is passed over.
 */
export function answerSignals(link: Link, grant?: Grant): void {
  link.on('frame', (channel, payload) => {
    if (channel !== signals || payload.length < 4) return;
    const [code = 0, identifier = 0] = payload;
    const isWhole = payload.readUInt16LE(2) === payload.length - 4;
    if (!isWhole || identifier === 0 || unanswered.has(code)) return;
    if (grant === undefined || code !== parameters.asked || payload.length !== 12) {
      link.send(signals, Buffer.from([refusal, identifier, 2, 0, 0, 0]));
      return;
    }
    const asked = parametersIn(payload);
    const granted = areValid(asked) && grant(asked);
    link.send(signals, Buffer.from([parameters.answer, identifier, 2, 0, granted ? 0 : 1, 0]));
  });
}

const parametersIn = (payload: Buffer): ConnectionParameters => ({
  least: payload.readUInt16LE(4),
  most: payload.readUInt16LE(6),
  latency: payload.readUInt16LE(8),
  timeout: payload.readUInt16LE(10),
});

// As a controller takes them (Vol 4 Part E 7.8.18).
const areValid = ({ least, most, latency, timeout }: ConnectionParameters): boolean =>
  least >= 6 &&
  most <= 3200 &&
  least <= most &&
  latency <= 499 &&
  timeout >= 10 &&
  timeout <= 3200 &&
  timeout * 10 > (1 + latency) * most * 1.25 * 2;
