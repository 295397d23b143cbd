import type { Offered } from '../../probes/shared/bluetooth/classic/sdp-server.ts';

/** What the toy does over Bluetooth Classic, as data: a defect is a change of it. */
export interface ClassicManners {
  readonly name: string;
  readonly classOfDevice: number;
  /** Seconds of the toy's clock for which an act opens pairing. */
  readonly windowSeconds: number;
  /** Seconds for which an act makes it answer inquiries. */
  readonly discoverySeconds: number | 'for-ever';
  /** Who may pair without an act: nobody, whoever asks, or whoever asks while nobody is bonded. */
  readonly pairsWithoutAct: 'nobody' | 'anybody' | 'first';
  /** Whether somebody who is not bonded may pair while somebody else is. */
  readonly replacesOwner: boolean;
  /** Answers inquiries, and may be connected to, in its normal state. */
  readonly reachableAtRest: boolean;
  /** May be connected to in its normal state by whoever knows its address. */
  readonly connectableAtRest?: boolean;
  /** Answers inquiries as long as somebody is bonded, so that the owner finds it again. */
  readonly foundWhenBonded?: boolean;
  /** Whether switching it on opens pairing as the act does. */
  readonly opensAtPowerOn: boolean;
  /** A PIN for legacy pairing; none where it has simple pairing only. */
  readonly pin: string | undefined;
  readonly services: readonly ToyService[];
  /** Takes a call that rings, though nobody touched it. */
  readonly answersCalls: boolean;
}

/** A service of the toy, and what link it asks for. */
export interface ToyService extends Offered {
  readonly opens: 'anybody' | 'encrypted';
  /** Not among the records that it tells. */
  readonly hidden?: true;
}

/** Sound streams to the bear, and calls through its hands-free unit. */
export const classicServices: readonly ToyService[] = [
  { classes: ['111e', '1203'], name: 'Hands-Free', psm: 3, channel: 7, opens: 'encrypted' },
  { classes: ['110b'], name: 'Stories', psm: 0x19, opens: 'encrypted' },
];

/** A bear without any defect. */
export const decentClassic: ClassicManners = {
  ...{ name: 'Pip', classOfDevice: 0x240404, windowSeconds: 100, discoverySeconds: 100 },
  ...{ pairsWithoutAct: 'nobody', replacesOwner: false, reachableAtRest: false, opensAtPowerOn: false },
  ...{ pin: undefined, services: classicServices, answersCalls: false },
};

/** Pip has no microphone and takes no calls: a phone streams stories to it, and sets its face through a serial channel. */
export const pipClassic: ClassicManners = {
  ...decentClassic,
  services: [
    { classes: ['1101'], name: 'Moods', psm: 3, channel: 7, opens: 'encrypted' },
    { classes: ['110b'], name: 'Stories', psm: 0x19, opens: 'encrypted' },
  ],
};
