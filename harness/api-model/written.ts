import { stringify } from 'yaml';
import type { Model } from './from-calls.ts';

const head = `# Read it, correct it, and put both tables under "ixit" of the declaration.
# - consent: who operates the service and agreed to these tests, and on which day. Nothing is tested without it.
# - join: has to make an account for each family of the bench; braces hold values of the family and of earlier answers.
# - does, state: what each call does was guessed from its method, its address and its fields.
# - public: add why, to a call that anybody may make.`;

/** The model as a part of a declaration for a person to read and complete: it does not load before it is completed. */
export function writtenModel({ api, calls, notes }: Model): string {
  const { id, service, ...rest } = api;
  const consent = { by: 'WHO OPERATES THE SERVICE', on: 'DAY OF THE CONSENT' };
  const told = notes.map((note) => `# ${printable(note)}`).join('\n');
  const tables = { apis: [{ id, service, consent, ...rest }], apiCalls: calls };
  return `${told}\n${head}\n${stringify(tables, { lineWidth: 120, aliasDuplicateObjects: false })}`;
}

const printable = (text: string) => text.replace(/[^\x20-\x7e]/g, '?').slice(0, 600);
