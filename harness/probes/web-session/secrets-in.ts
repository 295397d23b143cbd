/** Forms of secrets that are known by how they are written; the issuer's own documentation gives each. */
const forms: readonly (readonly [string, RegExp])[] = [
  ['private key', /-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY-----[A-Za-z0-9+/=\s\\n]{40}/g],
  ['AWS access key', /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/g],
  ['Google API key', /\bAIza[0-9A-Za-z_-]{35}\b/g],
  ['Google OAuth secret', /\bGOCSPX-[0-9A-Za-z_-]{28}\b/g],
  ['GitHub token', /\b(?:gh[pousr]_[0-9A-Za-z]{36}|github_pat_[0-9A-Za-z_]{82})\b/g],
  ['GitLab token', /\bglpat-[0-9A-Za-z_-]{20}\b/g],
  ['Slack token', /\bxox[abeoprs]-[0-9A-Za-z-]{10,250}\b/g],
  ['Slack webhook', /\bhooks\.slack\.com\/services\/T[0-9A-Z]{8,}\/B[0-9A-Z]{8,}\/[0-9A-Za-z]{24}\b/g],
  ['Stripe secret key', /\b[rs]k_live_[0-9A-Za-z]{24,}\b/g],
  ['SendGrid key', /\bSG\.[0-9A-Za-z_-]{22}\.[0-9A-Za-z_-]{43}\b/g],
  ['Twilio key', /\bSK[0-9a-f]{32}\b/g],
  ['npm token', /\bnpm_[0-9A-Za-z]{36}\b/g],
  ['OpenAI key', /\bsk-(?:proj-)?[0-9A-Za-z_-]{20,}T3BlbkFJ[0-9A-Za-z_-]{20,}\b/g],
  ['Anthropic key', /\bsk-ant-[0-9A-Za-z_-]{24,}\b/g],
  ['Azure storage key', /AccountKey=[0-9A-Za-z+/]{86}==/g],
  ['password in an address', /\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s:/@'"<>]{1,100}:[^\s:/@'"<>]{3,100}@[a-z0-9.-]{3,}/gi],
  ['bearer token', /\bBearer\s+eyJ[0-9A-Za-z_-]{10,}\.eyJ[0-9A-Za-z_-]{10,}\.[0-9A-Za-z_-]{10,}/g],
  ['signed token', /["'`]eyJ[0-9A-Za-z_-]{10,}\.eyJ[0-9A-Za-z_-]{10,}\.[0-9A-Za-z_-]{20,}["'`]/g],
  [
    'named secret',
    /\b(?:client|api|app|aws|admin|auth)[_-]?(?:secret|password|private[_-]?key)["'`]?\s*[:=]\s*["'`](?=[^"'`]*\d)[0-9A-Za-z+/_=-]{16,200}["'`]/gi,
  ],
];

/** Something in a text that is written like a secret. */
export interface SecretFound {
  readonly form: string;
  readonly offset: number;
  /** Its first characters, so that a person recognises it. */
  readonly begins: string;
}

/** Looks for secrets of known forms; at most a hundred. */
export function secretsIn(text: string): readonly SecretFound[] {
  return forms
    .flatMap(([form, pattern]) =>
      [...text.matchAll(pattern)].map(({ index, 0: found }) => ({ form, offset: index, begins: found.slice(0, 8) })),
    )
    .slice(0, 100);
}
