import { AFRelationship, PDFDocument, PDFHexString, PDFName, PDFString, type PDFRef } from '@cantoo/pdf-lib';
import { digestOf } from '../../../schemas/canonical-json.ts';

/** A file that travels inside a PDF. */
export interface Attachment {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** What it is, in a sentence for people. */
  readonly description: string;
}

/** What a signature says of itself. */
export interface Signing {
  /** Who signs, for people. */
  readonly name: string;
  readonly reason: string;
  /** When, as 2026-11-23T12:00:00Z. */
  readonly at: string;
}

/** Room for the signature, its certificates and its time-stamp, in bytes. */
export const signatureRoom = 16 * 1024;

/** Stands where the four numbers of the byte range will stand; each is as wide as the widest may be. */
export const rangeRoom = 9_999_999_999;

/**
 * The document with its attachments, and with an empty signature that permits no later change (ISO 32000-1, 12.8.2.2,
 * DocMDP with P 1). Nothing in it depends on when or where it is made.
 */
export async function prepare(
  printed: Uint8Array,
  attachments: readonly Attachment[],
  signing: Signing,
): Promise<Buffer> {
  const document = await PDFDocument.load(printed, { updateMetadata: false });
  const at = new Date(signing.at);
  for (const { name, bytes, description } of attachments)
    await document.attach(bytes, name, {
      mimeType: 'application/json',
      description,
      creationDate: at,
      modificationDate: at,
      afRelationship: AFRelationship.Source,
    });
  addSignature(document, signing);
  const id = PDFHexString.of(digestOf(Buffer.concat([printed, ...attachments.map(({ bytes }) => bytes)])).slice(7, 39));
  document.context.trailerInfo.ID = document.context.obj([id, id]);
  return Buffer.from(await document.save({ useObjectStreams: false, updateFieldAppearances: false }));
}

function addSignature(document: PDFDocument, { name, reason, at }: Signing): void {
  const { context, catalog } = document;
  const signature = context.register(
    context.obj({
      Type: 'Sig',
      Filter: 'Adobe.PPKLite',
      SubFilter: 'ETSI.CAdES.detached',
      ByteRange: [0, rangeRoom, rangeRoom, rangeRoom],
      Contents: PDFHexString.of('0'.repeat(2 * signatureRoom)),
      Name: PDFHexString.fromText(name),
      Reason: PDFHexString.fromText(reason),
      M: PDFString.of(`D:${at.replace(/\D/g, '')}+00'00'`),
      Reference: [
        { Type: 'SigRef', TransformMethod: 'DocMDP', TransformParams: { Type: 'TransformParams', P: 1, V: '1.2' } },
      ],
    }),
  );
  const [first] = document.getPages();
  if (first === undefined) throw new Error('a document without pages cannot be signed');
  const field = context.register(fieldFor(document, { signature, page: first.ref, name }));
  first.node.addAnnot(field);
  catalog.set(PDFName.of('AcroForm'), context.obj({ Fields: [field], SigFlags: 3 }));
  catalog.set(PDFName.of('Perms'), context.obj({ DocMDP: signature }));
}

/** A field without extent: the signature says nothing on the page, the reader's program shows it. */
function fieldFor(
  { context }: PDFDocument,
  { signature, page, name }: { signature: PDFRef; page: PDFRef; name: string },
) {
  return context.obj({
    Type: 'Annot',
    Subtype: 'Widget',
    FT: 'Sig',
    Rect: [0, 0, 0, 0],
    F: 132,
    P: page,
    T: PDFString.of('signature'),
    TU: PDFHexString.fromText(`Signature by ${name}`),
    V: signature,
  });
}
