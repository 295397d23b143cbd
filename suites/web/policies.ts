/** Directives of a policy by name, as a browser reads them: the first of a name counts (Content Security Policy Level 3, 2.2.1). */
function directivesOf(policy: string): Policy {
  const directives = new Map<string, string>();
  for (const part of policy.toLowerCase().split(';')) {
    const [name = '', ...sources] = part.trim().split(/\s+/);
    if (name !== '' && !directives.has(name)) directives.set(name, sources.join(' '));
  }
  return directives;
}

type Policy = ReadonlyMap<string, string>;

// Several policies stand in one header, or in several that are joined. Most pages of a site bear the same one.
function policiesIn(header: string): readonly Policy[] {
  const known = recent.get(header);
  if (known !== undefined) return known;
  const policies = header
    .split(/[,\n]/)
    .map((policy) => policy.trim())
    .filter((policy) => policy !== '')
    .map(directivesOf);
  if (recent.size >= 20) recent.clear();
  recent.set(header, policies);
  return policies;
}

const recent = new Map<string, readonly Policy[]>();

/** What lets foreign script run in spite of all policies, each of which counts; undefined where one of them forbids it. */
export function scriptWeakness(headers: readonly string[]): string | undefined {
  const policies = headers.flatMap(policiesIn);
  if (policies.length === 0) return 'there is no policy';
  const weaknesses = policies.map(weaknessOf);
  return weaknesses.includes(undefined) ? undefined : weaknesses[0];
}

function weaknessOf(policy: Policy): string | undefined {
  const sources = policy.get('script-src') ?? policy.get('default-src');
  if (sources === undefined) return 'the policy says nothing of script';
  const words = sources.split(' ');
  // With a nonce or a digest the browser ignores 'unsafe-inline', with 'strict-dynamic' hosts and schemes (2.3, 6.7).
  const keyed = words.some((word) => /^'(?:nonce-|sha(?:256|384|512)-)/.test(word));
  const strict = keyed && words.includes("'strict-dynamic'");
  if (words.includes("'unsafe-inline'") && !keyed) return 'inline script runs without nonce or digest';
  if (words.includes("'unsafe-eval'")) return 'script may be evaluated from text';
  const wide = words.find((word) => /^(?:\*|https?:|data:|blob:|\*\.[a-z]{2,})$/.test(word));
  return wide !== undefined && !strict ? `script from everywhere: ${wide}` : undefined;
}

/** The sources of each policy that says who may frame the page. */
export const framingPolicies = (header: string): readonly string[] =>
  policiesIn(header).flatMap((policy) => {
    const sources = policy.get('frame-ancestors');
    return sources === undefined ? [] : [sources];
  });
