import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sampleFiles } from '../../reports/samples/files.ts';
import { packageRoot } from '../../schemas/package-root.ts';

/** Writes the golden samples; the difference is read by a person. Signed ones are made anew where they no longer fit. */
export async function writeSamples(): Promise<void> {
  for (const [name, text] of sampleFiles()) writeFileSync(join(packageRoot, 'reports', 'samples', name), text);
  const { signSamples, staleSamples, toldCertificates } = await import('./signed-samples.ts');
  const stale = await staleSamples();
  for (const reason of stale) process.stdout.write(`signed anew, because ${reason}\n`);
  if (stale.length > 0) await signSamples();
  for (const [name, text] of await toldCertificates())
    writeFileSync(join(packageRoot, 'reports', 'samples', name), text);
}

if (import.meta.filename === process.argv[1]) await writeSamples();
