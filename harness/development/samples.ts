import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sampleFiles } from '../../reports/samples/files.ts';
import { packageRoot } from '../../schemas/package-root.ts';

/** Writes the golden samples; the difference is read by a person. */
export function writeSamples(): void {
  for (const [name, text] of sampleFiles()) writeFileSync(join(packageRoot, 'reports', 'samples', name), text);
}

if (import.meta.filename === process.argv[1]) writeSamples();
