/** Why trust data is refused; beside the codes of strict JSON and of keys. */
export type AccreditationCode =
  /** A signature of a key that the root names for another role. */
  | 'KEY_ROLE'
  /** The newest root has expired: its holders must sign another. */
  | 'ROOT_EXPIRED'
  /** A new root that the threshold of the old one did not sign. */
  | 'ROOT_TAKEOVER'
  /** The trust list is not the one that was signed. */
  | 'TRUST_DIGEST'
  /** Metadata of different versions that were never published together. */
  | 'TRUST_MIX'
  /** Older than what was seen before. */
  | 'TRUST_ROLLBACK'
  /** Longer than it may be. */
  | 'TRUST_SIZE'
  /** Signed by fewer keys than the root demands. */
  | 'TRUST_THRESHOLD'
  /** Nothing can be fetched, and nothing that still counts was kept. */
  | 'TRUST_UNREACHABLE'
  | 'TRUST_UNREADABLE';
