import { inflateSync } from 'node:zlib';
import {
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFHexString,
  PDFName,
  PDFRawStream,
  PDFString,
  type PDFObject,
  type PDFRef,
} from '@cantoo/pdf-lib';
import { refuse } from '../refusal.ts';

/** A file inside a PDF. */
export interface Attached {
  readonly name: string;
  readonly bytes: Buffer;
}

/** Bounds in bytes: of a PDF, and of a file inside it after it was unpacked. */
export const largestPdf = 64 * 1024 * 1024;
const largestAttachment = 32 * 1024 * 1024;
const mostAttachments = 8;

/**
 * The files inside a PDF, each of which stands in the one list of embedded files; a file that hangs elsewhere, and
 * anything that a reader's program would carry out, is refused.
 * @throws Refusal PDF_FORM, PDF_SIGS, PDF_ACTIVE, PDF_ATTACHMENT
 */
export async function readAttachments(pdf: Uint8Array): Promise<readonly Attached[]> {
  const document = await open(pdf);
  const objects = document.context.enumerateIndirectObjects();
  const dictionaries = objects.flatMap(([ref, object]) => within(object).map((dictionary) => ({ ref, dictionary })));
  checkInert(dictionaries.map(({ dictionary }) => dictionary));
  const listed = listedIn(document);
  const specifications = dictionaries.filter(({ dictionary }) => dictionary.has(PDFName.of('EF')));
  const streams = objects.filter(([, object]) => object instanceof PDFRawStream && isEmbedded(object.dict));
  const known = new Set(listed.map(({ ref }) => ref.toString()));
  if (specifications.some(({ ref }) => !known.has(ref.toString())) || streams.length !== listed.length)
    refuse('PDF_ATTACHMENT', 'a file is hidden in the document beside its list of attachments');
  return listed.map(({ name, dictionary }) => ({ name, bytes: unpacked(name, dictionary) }));
}

async function open(pdf: Uint8Array): Promise<PDFDocument> {
  try {
    return await PDFDocument.load(pdf, { updateMetadata: false, throwOnInvalidObject: true, ignoreEncryption: false });
  } catch (error) {
    return refuse('PDF_FORM', `the file is not a PDF that can be read: ${(error as Error).message.slice(0, 120)}`);
  }
}

const active = ['JS', 'JavaScript', 'OpenAction', 'AA', 'RichMediaContent', 'XFA'];
const actions = ['/JavaScript', '/Launch', '/GoToR', '/GoToE', '/ImportData', '/SubmitForm', '/Rendition'];

function checkInert(dictionaries: readonly PDFDict[]): void {
  for (const dictionary of dictionaries) {
    const name = active.find((one) => dictionary.has(PDFName.of(one)));
    const action = dictionary.get(PDFName.of('S'))?.toString() ?? '';
    if (name !== undefined || actions.includes(action))
      refuse('PDF_ACTIVE', `the document does something when it is opened: ${name ?? action.slice(1)}`);
  }
  const signatures = dictionaries.filter((dictionary) => dictionary.has(PDFName.of('ByteRange')));
  if (signatures.length !== 1) refuse('PDF_SIGS', `${signatures.length} signatures; exactly one is expected`);
}

interface Listed {
  readonly ref: PDFRef;
  readonly name: string;
  readonly dictionary: PDFDict;
}

function listedIn({ catalog, context }: PDFDocument): readonly Listed[] {
  const names = catalog.lookupMaybe(PDFName.of('Names'), PDFDict)?.lookupMaybe(PDFName.of('EmbeddedFiles'), PDFDict);
  const list = names?.lookupMaybe(PDFName.of('Names'), PDFArray);
  if (names?.has(PDFName.of('Kids')) === true || (list?.size() ?? 0) > 2 * mostAttachments)
    refuse('PDF_ATTACHMENT', 'the list of attachments is not a short flat one');
  return Array.from({ length: (list?.size() ?? 0) / 2 }, (_, index) => {
    const [name, ref] = [list?.lookup(2 * index), list?.get(2 * index + 1) as PDFRef];
    const dictionary = context.lookup(ref);
    if (!(name instanceof PDFString || name instanceof PDFHexString) || !(dictionary instanceof PDFDict))
      refuse('PDF_ATTACHMENT', 'the list of attachments cannot be read');
    return { ref, name: name.decodeText(), dictionary };
  });
}

function unpacked(name: string, dictionary: PDFDict): Buffer {
  const stream = dictionary.lookupMaybe(PDFName.of('EF'), PDFDict)?.lookup(PDFName.of('F'));
  if (!(stream instanceof PDFRawStream)) refuse('PDF_ATTACHMENT', `the attachment ${name.slice(0, 60)} has no bytes`);
  const filter = stream.dict.get(PDFName.of('Filter'))?.toString();
  if (filter === undefined) return Buffer.from(stream.contents);
  if (filter !== '/FlateDecode')
    refuse('PDF_ATTACHMENT', `the attachment ${name.slice(0, 60)} is packed in another way`);
  try {
    return inflateSync(stream.contents, { maxOutputLength: largestAttachment });
  } catch {
    return refuse('PDF_ATTACHMENT', `the attachment ${name.slice(0, 60)} cannot be unpacked, or is too long`);
  }
}

const isEmbedded = (dictionary: PDFDict) => dictionary.get(PDFName.of('Type'))?.toString() === '/EmbeddedFile';

// An object and the dictionaries that stand directly in it.
function within(object: PDFObject): PDFDict[] {
  if (object instanceof PDFRawStream) return within(object.dict);
  if (object instanceof PDFArray) return object.asArray().flatMap(within);
  return object instanceof PDFDict ? [object, ...object.values().flatMap(within)] : [];
}
