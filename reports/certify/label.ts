import type { Declared, PrivacyLabel } from '../../schemas/types.ts';

/** Features that are ways to speak to something outside of the toy. */
const connections = [
  'wifi',
  'wifi-setup-network',
  'bluetooth-le',
  'bluetooth-classic',
  'ip-network',
  'cloud-service',
  'android-app',
  'ios-app',
  'web-app',
  'remote-audio',
] as const;

const perceiving = ['microphone', 'camera', 'location'] as const;

/** What a family wants to know before it buys; every word of it was declared and is part of what was tested. */
export function labelOf({ product, features, ixit }: Declared, supportEnds: string): PrivacyLabel {
  const declared = new Set<string>(Object.entries(features).flatMap(([name, has]) => (has ? [name] : [])));
  const used = ixit.sensors.filter(({ unused }) => unused === undefined);
  const named = new Set<string>(used.map(({ kind }) => (kind === 'position' ? 'location' : kind)));
  // A feature without a row is still a sensor.
  const others = perceiving.filter((kind) => declared.has(kind) && !named.has(kind));
  return {
    supportEnds,
    ...(product.contact === undefined ? {} : { contact: product.contact }),
    connections: connections.filter((name) => declared.has(name)),
    sensors: [
      ...used.map(({ kind, description }) => ({ kind, description })),
      ...others.map((kind) => ({ kind, description: kind })),
    ],
    personalData: ixit.personalData.map(({ item, purpose, retention, sensitive, recipients }) => ({
      item,
      purpose,
      retention,
      sensitive,
      recipients: [...recipients],
    })),
    recipients: ixit.recipients.map(({ id, operator, country, role }) => ({ id, operator, country, role })),
  };
}

/** The day on which security updates end for the first part; undefined where none was declared. */
export function supportEndOf({ ixit }: Declared): string | undefined {
  return ixit.support.map(({ supportEnds }) => supportEnds).sort()[0];
}
