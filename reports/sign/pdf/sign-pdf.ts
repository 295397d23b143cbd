import { prepare, rangeRoom, signatureRoom, type Attachment, type Signing } from './attach.ts';
import { signDetached, type CmsInput } from './cms.ts';

/**
 * Attaches files to a printed report and signs all of it, once and for good.
 * @throws Error where signature and certificates need more room than there is
 */
export async function signPdf(
  printed: Uint8Array,
  { attachments, signing, ...by }: CmsInput & { attachments: readonly Attachment[]; signing: Signing },
): Promise<Buffer> {
  const { pdf, gap } = withRange(await prepare(printed, attachments, signing));
  const content = Buffer.concat([pdf.subarray(0, gap.from), pdf.subarray(gap.to)]);
  const signature = await signDetached(content, by);
  if (signature.length > signatureRoom)
    throw new Error(`the signature takes ${signature.length} bytes, and there is room for ${signatureRoom}`);
  pdf.write(signature.toString('hex'), gap.from + 1, 'latin1');
  return pdf;
}

/** Writes the byte range: everything but the hexadecimal string of the signature with its brackets. */
function withRange(pdf: Buffer): { pdf: Buffer; gap: { from: number; to: number } } {
  const zeros = `<${'0'.repeat(2 * signatureRoom)}>`;
  const from = pdf.indexOf(zeros, 0, 'latin1');
  const to = from + zeros.length;
  const room = new RegExp(`/ByteRange \\[ ?0 ${rangeRoom} ${rangeRoom} ${rangeRoom} ?\\]`).exec(pdf.toString('latin1'));
  if (from < 0 || room === null) throw new Error('the document has no room for a signature');
  const range = `/ByteRange [0 ${from} ${to} ${pdf.length - to}]`;
  pdf.write(range.padEnd(room[0].length), room.index, 'latin1');
  return { pdf, gap: { from, to } };
}
