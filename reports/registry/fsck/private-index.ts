import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { Standing } from './entries.ts';
import { bytesOf, filesIn, type Findings } from './findings.ts';

/** Whether the publisher's private index, where there is one, finds every certificate; otherwise one could be issued twice. */
export function checkIndex(root: string, standings: ReadonlyMap<string, Standing>, findings: Findings): void {
  const folder = join(root, 'private', 'index');
  const files = filesIn(folder);
  if (files.length === 0) return;
  const known = new Map<string, Set<string>>();
  for (const file of files) {
    const text = bytesOf(join(folder, file), 256 * 1024 * 1024)?.toString('latin1') ?? '';
    known.set(file, new Set(text.split('\n')));
  }
  for (const [certificate, { index }] of standings) {
    const digest = createHash('sha256').update(certificate).digest('hex');
    const line = `${digest.slice(0, 18)} ${String(index).padStart(16, '0')}`;
    if (![digest.slice(0, 2), 'recent'].some((file) => known.get(file)?.has(line) === true))
      findings.add(
        'INDEX',
        `private/index/${digest.slice(0, 2)}`,
        `does not find ${certificate}; delete private/index`,
      );
  }
}
