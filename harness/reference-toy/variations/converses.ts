import type { Defect } from '../defect.ts';
import { all, inPlayroom, inTable, once, withAnswers, withFeatures } from '../edit.ts';

// What is said is kept as sound too, and the family is given the address of it.
const kept = inTable('apiCalls', (rows) =>
  rows.map((row) => (row.id === 'say' ? { ...row, transcript: true as const, media: 'address' } : row)),
);

export const variation: Defect = {
  fails: [],
  sentence: 'A bear that converses: its answers are generated, spoken, and kept for the family.',
  seenBy: ['api-access/playroom/families', 'api-access/playroom/media', 'assessor/ai-5-1', 'assessor/ai-7-1'],
  change: once(
    'conversational-ai',
    all(
      withFeatures('conversational-ai'),
      inPlayroom({ keepsSpoken: true }),
      kept,
      withAnswers(
        { question: 'AI-5-1/switch', choice: 'found' },
        { question: 'AI-5-1/after-off', choice: 'no-answer' },
        { question: 'AI-5-1/on-again', choice: 'stayed-off' },
        { question: 'AI-7-1/kept', choice: 'all' },
        { question: 'AI-7-1/remembered', choice: 'remembered' },
        { question: 'AI-7-1/deleted', choice: 'gone' },
      ),
    ),
  ),
};
