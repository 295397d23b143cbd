import { writeFileSync } from 'node:fs';
import { load } from '../../schemas/load.ts';
import { UserError } from '../../schemas/problem.ts';
import { modelOfCalls, type Asking, type Model } from '../api-model/from-calls.ts';
import { modelOfDescription } from '../api-model/from-openapi.ts';
import { readHars } from '../api-model/read-har.ts';
import { readOpenApi } from '../api-model/read-openapi.ts';
import { writtenModel } from '../api-model/written.ts';

export interface From {
  readonly service: string;
  readonly host?: string;
  readonly bench?: string;
  readonly out?: string;
}

/** Prints or writes the tables that these files tell of. @throws UserError for a file that is neither kind */
export function apiFrom(files: readonly string[], { service, host, bench, out }: From): void {
  const family = bench === undefined ? {} : (load('bench', bench).value.child ?? {});
  const text = writtenModel(modelOf(files, { service, host, family }));
  if (out === undefined) process.stdout.write(text);
  else writeFileSync(out, text);
}

function modelOf(files: readonly string[], asking: Asking): Model {
  const recordings = files.filter((file) => /\.har$/i.test(file));
  const [description] = files;
  if (recordings.length === 0 && files.length === 1 && description !== undefined)
    return modelOfDescription(readOpenApi(description), asking);
  const other = files.find((file) => !recordings.includes(file));
  if (other === undefined) return modelOfCalls(readHars(recordings), asking);
  const hint = 'Give recordings that end in .har, or one description.';
  throw new UserError({ code: 'USAGE', where: other, problem: 'it is no recording as the others are', hint }, 64);
}
