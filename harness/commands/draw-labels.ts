import { join } from 'node:path';
import { addressOf, badgeSvg, labelSvg, qrSvg, type Labelled } from '../../reports/label/label.ts';
import { openBundle } from '../../reports/verify/bundle.ts';
import { openEnvelope } from '../../reports/verify/envelope.ts';
import { Refusal } from '../../reports/verify/refusal.ts';
import { readCertificate } from '../../reports/verify/statement.ts';
import { digestOf } from '../../schemas/canonical-json.ts';
import { makeFolder } from '../../schemas/make-folder.ts';
import { UserError } from '../../schemas/problem.ts';
import { JsonError } from '../../schemas/strict-json.ts';
import { replaceFile } from '../evidence/files.ts';
import { kindOf } from './verify-certificate.ts';
import { bytesOf } from './verify-report.ts';

/** Draws everything that leads from a toy to its certificate; signatures are for whoever scans it to check. */
export function drawLabels(file: string, page: string, folder: string): { address: string; files: readonly string[] } {
  const labelled = { ...certificateIn(file), page: pageAt(page) };
  makeFolder(folder);
  const drawn = { 'label.svg': labelSvg, 'badge.svg': badgeSvg, 'qr.svg': qrSvg };
  const files = Object.entries(drawn).map(([name, draw]) => {
    const path = join(folder, name);
    replaceFile(path, draw(labelled), `${path}.part`);
    return path;
  });
  return { address: addressOf(labelled), files };
}

function certificateIn(file: string): Omit<Labelled, 'page'> {
  const bytes = bytesOf(file);
  try {
    const envelope = kindOf(bytes) === 'bundle' ? openBundle(bytes).certificate : bytes;
    const { payload } = openEnvelope(envelope);
    return { certificate: readCertificate(payload).certificate, digest: digestOf(payload) };
  } catch (error) {
    if (!(error instanceof Refusal || error instanceof JsonError)) throw error;
    throw new UserError({ code: 'REFUSED', where: file, problem: `${error.code}: ${error.message}` });
  }
}

/** @throws UserError USAGE */
function pageAt(address: string): string {
  const url = URL.parse(address);
  if (url !== null && /^https?:$/.test(url.protocol) && url.hash === '' && address.length <= 200) return url.href;
  const problem = `expected an http(s) address without #, of at most 200 characters, got "${address.slice(0, 60)}"`;
  throw new UserError({ code: 'USAGE', where: '--page', problem }, 64);
}
