import { Document, isMap, isScalar } from 'yaml';
import type { Model } from './from-calls.ts';

const head = `# Read it, correct it, and put both tables under "ixit" of the declaration.
# - consent: who operates the service and agreed to these tests, and on which day. Nothing is tested without it.
# - join: has to make an account for each family of the bench; braces hold values of the family and of earlier answers.
# - does, state: what each call does was guessed from its method, its address and its fields.
# - public: add why, to a call that anybody may make.`;

const proposal =
  ' A proposal: what the recorded calls carried beside their session. Leave out what the service does not ask for.';

/** The model as a part of a declaration for a person to read and complete: it does not load before it is completed. */
export function writtenModel({ api, calls, notes }: Model): string {
  const { id, service, ...rest } = api;
  const consent = { by: 'WHO OPERATES THE SERVICE', on: 'DAY OF THE CONSENT' };
  const told = notes.map((note) => `# ${printable(note)}`).join('\n');
  const tables = { apis: [{ id, service, consent, ...rest }], apiCalls: calls };
  const document = new Document(tables, { aliasDuplicateObjects: false });
  const row = document.getIn(['apis', 0]);
  const beside = isMap(row) ? row.items.find(({ key }) => isScalar(key) && key.value === 'beside')?.key : undefined;
  if (isScalar(beside)) beside.commentBefore = proposal;
  return `${told}\n${head}\n${document.toString({ lineWidth: 120 })}`;
}

const printable = (text: string) => text.replace(/[^\x20-\x7e]/g, '?').slice(0, 600);
