import type { PairingWishes } from '../shared/bluetooth/smp-initiator.ts';

const most = { bonding: true, secureConnections: true, keySize: 16 } as const;

/** A phone as strong as there are: keyboard, display, Secure Connections. */
export const strong: PairingWishes = { ...most, ioCapability: 'keyboard-display', mitm: true };
/** A central that can only type; the other shows the number. */
export const typing: PairingWishes = { ...most, ioCapability: 'keyboard-only', mitm: true };
/** A central that can only show; the other types the number in. */
export const showing: PairingWishes = { ...most, ioCapability: 'display-only', mitm: true };
/** A central that shows a number and asks whether it is the other's. */
export const comparing: PairingWishes = { ...most, ioCapability: 'display-yes-no', mitm: true };
/** A central with neither keyboard nor display: nobody confirms anything. */
export const dumb: PairingWishes = { ...most, ioCapability: 'no-input-no-output', mitm: false };

/** The same by legacy pairing alone. */
export const legacy = (wishes: PairingWishes): PairingWishes => ({ ...wishes, secureConnections: false });
/** The same with a longest key of so many octets. */
export const withKeyOf = (keySize: number, wishes: PairingWishes): PairingWishes => ({ ...wishes, keySize });
