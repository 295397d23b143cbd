import type { Ixit } from '../../../schemas/types.ts';
import type { RadioToy } from '../incidents/incident.ts';
import { classicServices, decentClassic, type ClassicManners } from './classic-manners.ts';
import { heardBy } from './open-sound.ts';

/** One thing that is wrong with Bluetooth Classic. */
export interface ClassicDefect {
  readonly name: string;
  readonly sentence: string;
  /** Requirements of the group BT that fail because of it, and no other. */
  readonly fails: readonly string[];
  readonly change: Partial<ClassicManners>;
}

const hidden = { classes: ['1101'], name: 'Factory', psm: 3, channel: 22, opens: 'encrypted', hidden: true } as const;

/**
 * On emulated controllers whoever can be connected to is found as well: what opens a door at rest also makes the toy
 * discoverable, and BT-5 says so.
 */
export const classicDefects: readonly ClassicDefect[] = [
  {
    name: 'pairs-with-everybody',
    sentence: 'Whoever asks is paired, act or no act, owner or no owner.',
    fails: ['BT-1', 'BT-5', 'BT-7', 'BT-10'],
    change: { reachableAtRest: true, pairsWithoutAct: 'anybody' },
  },
  {
    name: 'opens-at-power-on',
    sentence: 'Switching it on opens pairing.',
    fails: ['BT-1', 'BT-5', 'BT-10'],
    change: { opensAtPowerOn: true },
  },
  {
    name: 'sound-for-strangers',
    sentence: 'Its channels of sound ask for no encryption.',
    fails: ['BT-4'],
    change: { services: classicServices.map((service) => ({ ...service, opens: 'anybody' })) },
  },
  {
    name: 'found-at-rest',
    sentence: 'It answers inquiries in its normal state.',
    fails: ['BT-5'],
    change: { reachableAtRest: true },
  },
  {
    name: 'next-takes-over',
    sentence: 'A second host pairs beside the owner.',
    fails: ['BT-7'],
    change: { replacesOwner: true },
  },
  {
    name: 'window-stays-open',
    sentence: 'Once opened, pairing stays open for a day.',
    fails: ['BT-5', 'BT-10'],
    change: { windowSeconds: 86_400 },
  },
  {
    name: 'factory-port',
    sentence: 'A serial port answers that no record names.',
    fails: ['BT-11'],
    change: { services: [...classicServices, hidden] },
  },
  {
    name: 'answers-calls',
    sentence: 'It takes a call by itself.',
    fails: ['BT-14'],
    change: { answersCalls: true },
  },
];

const ixit: Ixit = {
  ...heardBy,
  pairingActs: [{ id: 'paws', radio: 'bluetooth-classic', act: 'Hold both paws for five seconds', windowSeconds: 100 }],
  classicServices: [
    { id: 'calls', classes: ['111e'], channel: 7, purpose: 'Calls of the phone it is paired with', carries: ['sound'] },
    { id: 'stories', classes: ['110b'], psm: 0x19, purpose: 'Stories from the phone', carries: ['sound'] },
  ],
};

const row = 'paws';

/** A bear with Bluetooth Classic alone: decent, or with a defect. */
export const classicBear = ({ name, change }: Pick<ClassicDefect, 'name' | 'change'>): RadioToy => ({
  ...{ id: name, model: 'Pip the Bear with Bluetooth Classic', ixit },
  features: ['bluetooth-classic', 'microphone', 'remote-audio'],
  answers: [
    { question: 'BT-1-4/without-act', row, choice: 'refused' },
    { question: 'BT-1-4/after-act', row, choice: 'paired' },
    { question: 'BT-1-4/act', row, choice: 'apart-from-play' },
    { question: 'BT-1-4/from-afar', row, choice: 'only-by-hand' },
  ],
  classic: { ...decentClassic, ...change },
});
