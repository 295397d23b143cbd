import type { Declaration, Observations, Report } from '../../schemas/types.ts';

type Web = Observations['web-session'];
type Received = NonNullable<Report['received']>;

const most = { items: 40, recipients: 40, cells: 2000 };

/**
 * Who received which value of the synthetic family on the journeys, and where the family stood then. Undefined where no
 * journey was observed. What went to the bench itself, such as its post box, is left out.
 */
export function receivedOf(declaration: Declaration, web: Web | undefined): Received | undefined {
  if (web === undefined || web.entered.length === 0) return undefined;
  const sent = web.sightings.filter(({ bench, where }) => !bench && where !== 'storage');
  const cells = new Map<string, Received['cells'][number]>();
  for (const { canary, host, phase, sharing, encoding } of sent) {
    const key = [canary, host, phase].join(' ');
    const before = cells.get(key);
    const encodings = [...new Set([...(before?.encodings ?? []), encoding])].sort().slice(0, 20);
    // Where it was received with and without the permission to share, it was received without.
    cells.set(key, {
      item: canary,
      host,
      phase,
      onlyWhileShared: sharing && before?.onlyWhileShared !== false,
      encodings,
    });
  }
  const items = [...new Set(web.entered.map(({ canary }) => canary))].sort().slice(0, most.items);
  const hosts = [...new Set(sent.map(({ host }) => host))].sort().slice(0, most.recipients);
  return {
    items,
    recipients: hosts.map((host) => recipientOf(declaration, host)),
    cells: [...cells.values()].slice(0, most.cells),
  };
}

function recipientOf({ ixit }: Declaration, host: string): Received['recipients'][number] {
  const declared = (ixit.recipients ?? []).find((one) => one.host === host);
  return declared === undefined ? { host } : { host, operator: declared.operator, role: declared.role };
}
