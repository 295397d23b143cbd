import type { TrustList } from '../../schemas/types.ts';
import { createPublicKey, Pending } from './node-crypto.ts';

/**
 * Asks WebCrypto about every key of a trust list and its registers, all at once. The verifier takes a key that cannot be
 * read for a bad one and cannot tell it from one that is not known yet, so this comes first.
 */
export async function keysKnown({ bodies, registries = [] }: TrustList): Promise<void> {
  const keys = [...bodies.flatMap((body) => body.keys), ...registries.flatMap(({ policy }) => policy.statusKeys)];
  await Promise.all(keys.flatMap(({ publicKey }) => asking(Buffer.from(publicKey, 'base64'))));
}

function asking(key: Buffer): readonly Promise<void>[] {
  try {
    createPublicKey({ key });
  } catch (error) {
    // What is no key at all is for the verifier to say.
    if (error instanceof Pending) return [error.answered];
  }
  return [];
}
