import { refuse } from '../refusal.ts';

/** What the one signature of a PDF covers, and the signature itself. */
export interface SignedRange {
  readonly content: Buffer;
  readonly cms: Buffer;
}

/**
 * Finds the signature of a PDF, which must cover every byte but itself in a file that was written once: nothing was
 * added, before or after.
 * @throws Refusal PDF_FORM, PDF_SIGS, PDF_UPDATE, PDF_SIG
 */
export function signedRange(pdf: Buffer): SignedRange {
  const text = pdf.toString('latin1');
  if (!/^%PDF-[12]\.\d[\r\n]/.test(text)) refuse('PDF_FORM', 'the file does not begin as a PDF');
  const ranges = [...text.matchAll(/\/ByteRange/g)];
  if (ranges.length !== 1) refuse('PDF_SIGS', `${ranges.length} signatures; exactly one is expected`);
  const [, ...numbers] = /\/ByteRange \[(\d{1,10}) (\d{1,10}) (\d{1,10}) (\d{1,10})\]/.exec(text) ?? [];
  const [start = -1, length = -1, resume = -1, rest = -1] = numbers.map(Number);
  if (start !== 0 || length <= 0 || resume <= length + 1 || text[length] !== '<' || text[resume - 1] !== '>')
    refuse('PDF_SIG', 'the signature does not say plainly what it covers');
  if (resume + rest !== pdf.length) refuse('PDF_UPDATE', 'something was added to the document after it was signed');
  checkWrittenOnce(text);
  return {
    content: Buffer.concat([pdf.subarray(0, length), pdf.subarray(resume)]),
    cms: unpadded(text.slice(length + 1, resume - 1)),
  };
}

// Whoever signs an updated file signs pages that the update hides or replaces.
function checkWrittenOnce(text: string): void {
  const [, offset] = /\nstartxref\n(\d{1,10})\n%%EOF\n?$/.exec(text.slice(-64)) ?? [];
  const trailer = text.slice(text.lastIndexOf('\ntrailer\n'));
  if (offset === undefined || text.slice(Number(offset), Number(offset) + 5) !== 'xref\n')
    refuse('PDF_FORM', 'the document does not end as one that was written at once');
  if (/\/(Prev|XRefStm)\b/.test(trailer)) refuse('PDF_UPDATE', 'the document was updated before it was signed');
}

// Zeros fill the room that was kept for the signature (ISO 32000-1, 12.8.1).
function unpadded(hexadecimal: string): Buffer {
  if (!/^(?:[0-9a-f]{2}){16,}$/i.test(hexadecimal)) refuse('PDF_SIG', 'the signature is not in hexadecimal');
  const bytes = Buffer.from(hexadecimal, 'hex');
  const long = (bytes[1] ?? 0) & 0x80 ? (bytes[1] ?? 0) & 0x7f : 0;
  const length = long === 0 ? 2 + (bytes[1] ?? 0) : 2 + long + bytes.readUIntBE(2, Math.min(long, 6));
  if (bytes[0] !== 0x30 || long > 4 || length > bytes.length || bytes.subarray(length).some((byte) => byte !== 0))
    refuse('PDF_SIG', 'the signature is not one DER value followed by zeros');
  return bytes.subarray(0, length);
}
