import { select } from '@inquirer/prompts';
import type { Features } from '../../schemas/types.ts';
import { atPrompt, LeftPrompt } from '../gather/examiners/at-prompt.ts';
import type { FeatureAnswers } from './init-documents.ts';
import { interruption } from './interruption.ts';

/** What a person said of the features, and whether they left before the last question. */
export interface AskedFeatures {
  readonly answers: FeatureAnswers;
  readonly left: boolean;
}

/** Asks for each feature in turn that the answers before leave open. Ctrl-C leaves the rest to be answered in the file. */
export async function askFeatures(features: Features['features']): Promise<AskedFeatures> {
  const keys = interruption(() => undefined);
  try {
    return await askEach(features, keys.signal);
  } finally {
    keys.end();
  }
}

async function askEach(features: Features['features'], signal: AbortSignal): Promise<AskedFeatures> {
  const answers = new Map<string, boolean>();
  for (const [index, { id, question, help }] of features.entries()) {
    const known = settled(id, features, answers);
    if (known !== undefined) {
      answers.set(id, known);
      continue;
    }
    const choices = [
      { name: 'Yes', value: 'yes', description: help.trim() },
      { name: 'No', value: 'no', description: help.trim() },
      { name: 'Answer later in the file', value: 'later', description: help.trim() },
    ];
    try {
      const message = `${index + 1}/${features.length} ${question}`;
      const answer = await atPrompt((at) => select({ message, choices }, at), { signal });
      if (answer !== 'later') answers.set(id, answer === 'yes');
    } catch (error) {
      if (error instanceof LeftPrompt) return { answers, left: true };
      throw error;
    }
  }
  return { answers, left: false };
}

/** The answer that follows from those before: what a present feature implies or excludes, and what an absent one forbids. */
export function settled(id: string, features: Features['features'], answers: FeatureAnswers): boolean | undefined {
  const relations = features.flatMap(({ id: one, implies = [], excludes = [] }) => [
    ...implies.map((other) => ({ one, other, together: true })),
    ...excludes.map((other) => ({ one, other, together: false })),
  ]);
  for (const { one, other, together } of relations) {
    if (other === id && answers.get(one) === true) return together;
    if (one === id && answers.get(other) === !together) return false;
  }
  return undefined;
}
