import type { Defect } from '../defect.ts';
import {
  all,
  inAnswers,
  inDocument,
  inStatements,
  inTable,
  once,
  withAnswers,
  withFeatures,
  withTable,
} from '../edit.ts';

const light = {
  sign: 'A light on the chest',
  guarantee: {
    by: 'sensor-supply' as const,
    description: 'The light hangs on the supply of the microphone, so that neither works without the other.',
  },
};

const captures = [
  {
    ...{ id: 'repeating', sensor: 'ear', during: 'The bear says after the child', receivedBy: 'nobody' as const },
    ...{ startedBy: 'touch' as const, act: 'Hold the left paw', ends: 'Letting go', ...light },
  },
  {
    ...{ id: 'call', sensor: 'ear', during: 'A talk with the other bear of the family', receivedBy: 'person' as const },
    ...{ startedBy: 'touch' as const, act: 'Press both paws when the bear rings', ends: 'Hanging up', ...light },
  },
];

const seen = captures.flatMap(({ id: row }) => [
  { question: 'AV-1-1/sign-during', row, choice: 'without-reading' },
  { question: 'AV-1-1/noticed-from', row, number: 4 },
  { question: 'AV-1-1/sign-after', row, choice: 'gone' },
]);

const quote = 'Pip has a microphone in its chest.';

export const variation: Defect = {
  fails: [],
  sentence:
    'A bear that hears: a microphone repeats what the child says and carries talks with another bear, with a light that cannot lie.',
  seenBy: ['assessor', 'documents'],
  change: once(
    'microphone',
    all(
      withFeatures('microphone', 'remote-audio'),
      inTable('sensors', (rows) => [...rows, { id: 'ear', kind: 'microphone', description: 'microphone' }]),
      withTable('captures', captures),
      inDocument('/pip/know-before-you-buy', 'Pip has no microphone and no camera.', `${quote} It has no camera.`),
      inDocument('/privacy', 'Pip has no microphone, no camera and', 'Pip keeps no sound. It has no camera and'),
      inStatements('consumer-information', (rows) => [...rows, { states: 'sensors/ear', quote }]),
      inAnswers('AV-6-1/parts-found', { list: ['paws', 'belly', 'ear', 'wifi', 'bluetooth', 'usb'] }),
      withAnswers(
        ...seen,
        { question: 'AV-4-1/switch', row: 'ear', choice: 'at-toy' },
        { question: 'AV-4-1/state-seen', row: 'ear', choice: 'at-toy' },
        { question: 'AV-4-1/after-restart', row: 'ear', choice: 'still-off' },
        { question: 'AV-5-1/first-noticed', row: 'call', choice: 'sign' },
        { question: 'AV-5-1/suppressed', row: 'call', choice: 'stayed' },
        { question: 'AV-5-2/ways-found', list: ['call'] },
      ),
    ),
  ),
};
