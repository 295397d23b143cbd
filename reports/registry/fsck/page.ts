import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { canonicalLine } from '../../../schemas/canonical-json.ts';
import { JsonError, parseStrictJson } from '../../../schemas/strict-json.ts';
import type { RegistryPolicy, TrustList } from '../../../schemas/types.ts';
import { validate } from '../../../schemas/validate.ts';
import { bytesOf, filesIn, type Findings } from './findings.ts';

const file = 'verify.html';

/**
 * Whether the page that a registry shows everybody, where there is one, runs what its policy allows and nothing else, and
 * believes this very registry. A page that anybody touched would say what they like.
 */
export function checkPage(
  root: string,
  { policy, at }: { readonly policy: RegistryPolicy; readonly at: string },
  findings: Findings,
): void {
  if (!filesIn(root).includes(file)) return;
  const text = bytesOf(join(root, file), 8 * 1024 * 1024)?.toString() ?? '';
  const wrong = [...wrongParts(text), ...wrongTrust(text, { policy, at })];
  for (const message of wrong) findings.add('PAGE', file, message);
}

// One script and one style, and a policy that allows these and nothing else to be fetched but from where the page lies.
function wrongParts(text: string): readonly string[] {
  const policy = /<meta http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(text)?.[1];
  const sources = ['script', 'style'].map((name) => {
    const [, part = ''] = new RegExp(`<${name}>([^]*?)</${name}>`).exec(text) ?? [];
    return `${name}-src 'sha256-${createHash('sha256').update(part).digest('base64')}'`;
  });
  const wanted = ["default-src 'none'", ...sources, "connect-src 'self'", "base-uri 'none'", "form-action 'none'"];
  return policy === wanted.join('; ') ? [] : ['its policy allows something else than its own script and style'];
}

function wrongTrust(
  text: string,
  { policy, at }: { readonly policy: RegistryPolicy; readonly at: string },
): readonly string[] {
  const list = trustIn(text);
  if (list === undefined) return ['holds no trust list'];
  const known = list.registries?.some((one) => canonicalLine(one.policy) === canonicalLine(policy)) === true;
  return [
    ...(known ? [] : ['does not know this registry by the keys in registry.json']),
    ...(list.expires < at ? [`its trust list ended at ${list.expires}; toymark page writes it anew`] : []),
  ];
}

function trustIn(text: string): TrustList | undefined {
  const [, json = ''] = /<script type="application\/json" id="trust">([^<]*)<\/script>/.exec(text) ?? [];
  try {
    const value = parseStrictJson(json);
    return validate('trust', value).length === 0 ? (value as TrustList) : undefined;
  } catch (error) {
    if (error instanceof JsonError) return undefined;
    throw error;
  }
}
