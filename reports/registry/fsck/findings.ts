import { closeSync, fstatSync, openSync, readSync, readdirSync } from 'node:fs';

/** What can be wrong with a log on a disk. Stable; tests and other programs rely on them. */
export type FsckCode =
  | 'BUNDLED_CERTIFICATE'
  | 'BUNDLED_FORM'
  | 'BUNDLED_REPORT'
  | 'BUNDLED_STATUS'
  | 'BUNDLE_FORM'
  | 'BUNDLE_MISSING'
  | 'CERTIFICATE_ENTRY'
  | 'CERTIFICATE_FORM'
  | 'CHECKPOINT'
  | 'COSIGNATURE'
  | 'ENTRY_DIGEST'
  | 'ENTRY_EVENT'
  | 'ENTRY_FORM'
  | 'ENTRY_TIME'
  | 'FOREIGN_FILE'
  | 'INDEX'
  | 'PAGE'
  | 'POLICY'
  | 'PROOF_ENTRY'
  | 'PROOF_FORM'
  | 'PROOF_PATH'
  | 'PROOF_SIGNATURE'
  | 'PROOF_TREE'
  | 'REPORT_DIGEST'
  | 'REPORT_FORM'
  | 'ROOT'
  | 'SIGNATURE'
  | 'STATUS_CONTENT'
  | 'STATUS_FORM'
  | 'STATUS_SIGNATURE'
  | 'STATUS_STALE'
  | 'STATUS_TREE'
  | 'TILE_HASH'
  | 'TILE_LENGTH'
  | 'TILE_MISSING'
  | 'TOO_MANY';

/** One discrepancy: which file, relative to the registry, and what. */
export interface Finding {
  readonly code: FsckCode;
  readonly where: string;
  readonly message: string;
}

const most = 1000;

/** Collects discrepancies; of a log that is wrong everywhere only the first thousand. */
export class Findings {
  readonly list: Finding[] = [];

  add(code: FsckCode, where: string, message: string): void {
    if (this.list.length < most) this.list.push({ code, where, message });
    else if (this.list.length === most)
      this.list.push({
        code: 'TOO_MANY',
        where: '',
        message: `more than ${most} discrepancies; the rest is not listed`,
      });
  }
}

/** At most so many bytes of a file; undefined where it is missing, no regular file, or longer. */
export function bytesOf(path: string, limit: number): Buffer | undefined {
  let handle: number;
  try {
    handle = openSync(path, 'r');
  } catch {
    return undefined;
  }
  try {
    const { size } = fstatSync(handle);
    if (!fstatSync(handle).isFile() || size > limit) return undefined;
    const bytes = Buffer.alloc(size);
    let at = 0;
    for (let read = -1; at < size && read !== 0; at += read) read = readSync(handle, bytes, at, size - at, at);
    return bytes.subarray(0, at);
  } finally {
    closeSync(handle);
  }
}

/** Names in a folder, in order; none where there is no folder. */
export function filesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}
