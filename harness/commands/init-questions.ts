import { select } from '@inquirer/prompts';
import type { Features } from '../../schemas/types.ts';
import type { FeatureAnswers } from './init-documents.ts';

/** Asks for each feature in turn. Ctrl-C leaves the rest to be answered in the file. */
export async function askFeatures(features: Features['features']): Promise<FeatureAnswers> {
  const answers = new Map<string, boolean>();
  for (const [index, { id, question, help }] of features.entries()) {
    const choices = [
      { name: 'Yes', value: 'yes', description: help.trim() },
      { name: 'No', value: 'no', description: help.trim() },
      { name: 'Answer later in the file', value: 'later', description: help.trim() },
    ];
    try {
      const answer = await select({ message: `${index + 1}/${features.length} ${question}`, choices });
      if (answer !== 'later') answers.set(id, answer === 'yes');
    } catch (error) {
      if (error instanceof Error && error.name === 'ExitPromptError') return answers;
      throw error;
    }
  }
  return answers;
}
