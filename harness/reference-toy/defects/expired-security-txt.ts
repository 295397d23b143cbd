import type { Defect } from '../defect.ts';
import { inDocument } from '../edit.ts';

const file = '/.well-known/security.txt';

export const defect: Defect = {
  fails: ['VULN-6'],
  sentence: 'The security.txt has expired.',
  seenBy: ['documents'],
  change: (product) => {
    const text = product.published.find(({ path }) => path === file)?.text ?? '';
    return inDocument(file, /^Expires: .*$/m.exec(text)?.[0] ?? 'Expires', 'Expires: 2020-01-01T00:00:00Z')(product);
  },
};
