import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';
import { mostBytes } from './source.ts';

const decoders: Readonly<Record<string, typeof gunzipSync>> = {
  gzip: gunzipSync,
  deflate: inflateSync,
  br: (bytes, options) => brotliDecompressSync(bytes, { maxOutputLength: options?.maxOutputLength }),
};

/** The bytes as they were before an encoding that was not asked for; what would unpack to too much counts as cut off. */
export function decompressed(bytes: Buffer, encoding: string): { readonly bytes: Buffer; readonly truncated: boolean } {
  const decode = decoders[encoding.trim().toLowerCase()];
  if (decode === undefined) return { bytes, truncated: false };
  try {
    return { bytes: decode(bytes, { maxOutputLength: mostBytes }), truncated: false };
  } catch {
    return { bytes: Buffer.alloc(0), truncated: true };
  }
}
