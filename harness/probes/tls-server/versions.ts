/** Protocol versions in the words of the observation, oldest first, and their codes on the wire. */
export const versions = {
  SSLv2: 0x0002,
  SSLv3: 0x0300,
  'TLS 1.0': 0x0301,
  'TLS 1.1': 0x0302,
  'TLS 1.2': 0x0303,
  'TLS 1.3': 0x0304,
} as const;

export type Version = keyof typeof versions;
/** All but SSLv2, whose messages are of another kind. */
export type RecordVersion = Exclude<Version, 'SSLv2'>;

export const recordVersions: readonly RecordVersion[] = ['SSLv3', 'TLS 1.0', 'TLS 1.1', 'TLS 1.2', 'TLS 1.3'];

export const versionName = (code: number): string =>
  Object.entries(versions).find(([, known]) => known === code)?.[0] ?? `0x${code.toString(16).padStart(4, '0')}`;

/** How a version stands in row ids: `tls-1.2`. */
export const versionId = (version: string): string => version.toLowerCase().replace(' ', '-');
