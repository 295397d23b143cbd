import { attributes } from './attributes.ts';
import type { Message } from './message.ts';
import { pairing } from './pairing.ts';
import { signalling } from './signalling.ts';

/** The malformed messages for Bluetooth Low Energy, the same every time; another message makes another version. */
export const corpus: { readonly name: string; readonly messages: readonly Message[] } = {
  name: 'l2cap+att+smp/2',
  messages: [...signalling, ...attributes, ...pairing],
};
