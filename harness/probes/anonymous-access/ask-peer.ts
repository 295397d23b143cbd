import { observeTarget } from '../../development/observing.ts';
import type { ServicePeer } from '../../development/service-peers.ts';
import { probe } from './probe.ts';

export const instrument = { kind: 'anonymous-access', probe } as const;
export const child = { name: 'Zyxwvut', token: 'voice-0001' };

interface Serving {
  readonly protocol: string;
  readonly transport?: 'tcp' | 'udp';
}

// The rows as lines: `operation target outcome`, with the canaries found.
export async function ask(peer: ServicePeer, { protocol, transport = 'tcp' }: Serving, signal?: AbortSignal) {
  const service = { id: 'it', transport, port: peer.port, protocol, purpose: 'test', authentication: 'none' } as const;
  const given = { ixit: { services: [service] }, child, ...(signal && { signal }) };
  const { services, operations } = await observeTarget(instrument, 'it/unit-1', given);
  const lines = operations.map(({ operation, target, outcome, canaries = [] }) =>
    [operation, target.replace(/toymark-\w+/g, 'OWN'), outcome, ...canaries].join(' '),
  );
  return { reached: services.map(({ reached }) => reached), lines };
}
