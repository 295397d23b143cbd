import { redact, withoutPersonal } from '../../reports/redact/redact.ts';
import { canonicalJson } from '../../schemas/canonical-json.ts';
import { readBounded } from '../../schemas/read-bounded.ts';
import { UserError } from '../../schemas/problem.ts';
import { JsonError, parseStrictJson } from '../../schemas/strict-json.ts';
import type { RedactedReport } from '../../schemas/types.ts';
import { validate } from '../../schemas/validate.ts';
import { replaceFile } from '../evidence/files.ts';

/** What a holder withholds. */
export interface RedactOptions {
  readonly only?: string;
  readonly hide?: string;
  readonly personal: boolean;
  readonly out: string;
}

/** @throws UserError SCHEMA, UNKNOWN_NAME where a part that is named does not exist */
export function redactFile(file: string, { only, hide, personal, out }: RedactOptions): string {
  const whole = readRedacted(file);
  const hidden = [...names(hide), ...(personal ? [] : withoutPersonal)];
  const chapters = only === undefined ? undefined : names(only);
  const paths = whole.shown.map(({ path }) => path);
  const asked = [...(chapters ?? []).map((group) => `chapter/${group}`), ...names(hide)];
  const absent = asked.find((name) => paths.every((path) => path !== name && !path.startsWith(`${name}/`)));
  if (absent !== undefined)
    throw new UserError({
      code: 'UNKNOWN_NAME',
      where: file,
      problem: `shows no part ${absent.slice(0, 60)}`,
      hint: `It shows: ${paths.join(', ')}.`,
    });
  const made = redact(whole, { only: chapters, hide: hidden });
  replaceFile(out, canonicalJson(made), `${out}.part`);
  const withheld = paths.length - made.shown.length;
  return `Shown     ${made.shown.length} parts; withheld ${withheld}\nWritten   ${out}\nNext      toymark verify ${out} --trust trust.yaml\n`;
}

function readRedacted(file: string): RedactedReport {
  try {
    const value = parseStrictJson(readBounded(file, 64 * 1024 * 1024));
    const [misfit] = validate('redacted', value);
    if (misfit === undefined) return value as RedactedReport;
    throw new UserError({ code: 'SCHEMA', where: file, problem: `${misfit.path.join('.')} ${misfit.message}` });
  } catch (error) {
    if (!(error instanceof JsonError)) throw error;
    throw new UserError({ code: 'SYNTAX', where: file, problem: error.message });
  }
}

const names = (text = '') =>
  text
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
