/** The bytes of a document and how they came. */
export interface Source {
  readonly bytes: Uint8Array;
  readonly truncated: boolean;
  /** As the server or the file's name says; empty where neither does. */
  readonly mediaType: string;
  readonly charset: string | undefined;
  readonly status?: number;
  readonly finalUrl?: string;
}

/** What is read of a document; the rest is cut off and the observation says so. */
export const mostBytes: number = 2 * 1024 * 1024;
