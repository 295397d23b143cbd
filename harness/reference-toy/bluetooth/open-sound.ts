import type { Ixit } from '../../../schemas/types.ts';
import type { ClassicManners } from './classic-manners.ts';

/** A toy that is a headset for everybody: no PIN, no button, found and paired whenever it is on. */
export const openSound: Omit<ClassicManners, 'name' | 'answersCalls'> = {
  ...{ classOfDevice: 0x200404, windowSeconds: 100, discoverySeconds: 'for-ever' },
  ...{ pairsWithoutAct: 'anybody', replacesOwner: true, reachableAtRest: true, opensAtPowerOn: false },
  pin: undefined,
  services: [
    { classes: ['111e', '1203'], name: 'Hands-Free', psm: 3, channel: 1, opens: 'anybody' },
    { classes: ['1108', '1203'], name: 'Headset', psm: 3, channel: 2, opens: 'anybody' },
    { classes: ['110b'], name: 'Audio Sink', psm: 0x19, opens: 'anybody' },
  ],
};

/** What its maker would declare of it. */
export const openSoundServices = [
  {
    id: 'hands-free',
    classes: ['111e'],
    channel: 1,
    purpose: 'Conversation through the app',
    carries: ['sound' as const],
  },
  {
    id: 'headset',
    classes: ['1108'],
    channel: 2,
    purpose: 'Conversation through the app',
    carries: ['sound' as const],
  },
  { id: 'sound', classes: ['110b'], psm: 0x19, purpose: 'Answers of the app', carries: ['sound' as const] },
];

/** The microphone behind it, and when it captures. */
export const heardBy: Ixit = {
  sensors: [{ id: 'microphone', kind: 'microphone', description: 'Microphone behind the mouth' }],
  captures: [
    {
      ...{ id: 'conversation', sensor: 'microphone', during: 'Conversation', startedBy: 'app', receivedBy: 'person' },
      ...{ act: 'Open the app', sign: 'None' },
      guarantee: { by: 'software', description: 'Nothing shows it.' },
    },
  ],
};

/** What an examiner saw of the act that opens pairing: none is needed. */
export const noActNeeded = (row: string) => [
  { question: 'BT-1-4/without-act', row, choice: 'paired' },
  { question: 'BT-1-4/after-act', row, choice: 'paired' },
  { question: 'BT-1-4/act', row, choice: 'part-of-play' },
  { question: 'BT-1-4/from-afar', row, choice: 'only-by-hand' },
];
