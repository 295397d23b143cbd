import { PDFDocument, PDFName, PDFString } from '@cantoo/pdf-lib';
import { expect } from 'chai';
import { selfCertificate } from '../../sign/pdf/certificate.ts';
import { newKey } from '../../sign/keys.ts';
import { signerOf } from '../../sign/signer.ts';
import type { RefusalCode } from '../refusal.ts';
import { trust } from '../verify.fixture.ts';
import { holder, type PdfChange } from './pdf.fixture.ts';

const strangeToken = signerOf(newKey('p256'));
const makerToken = signerOf(newKey('p256'));

/** The bytes with a text of the same length in place of another. */
const replaced = (pdf: Buffer, from: string, to: string) =>
  Buffer.from(
    pdf.toString('latin1').replace(from, () => to.padEnd(from.length)),
    'latin1',
  );

/** The document with something more, written behind it as an update (ISO 32000-1, 7.5.6). */
async function updated(pdf: Buffer, edit: (document: PDFDocument) => unknown): Promise<Buffer> {
  const document = await PDFDocument.load(pdf, { updateMetadata: false, forIncrementalUpdate: true });
  await edit(document);
  const longer = Buffer.from(await document.save({ useObjectStreams: false }));
  expect(longer.subarray(0, pdf.length).equals(pdf)).to.equal(true);
  return longer;
}

const signature = (document: PDFDocument) =>
  document.context.register(
    document.context.obj({
      Type: 'Sig',
      Filter: 'Adobe.PPKLite',
      ByteRange: [0, 10, 20, 10],
      Contents: PDFString.of(''),
    }),
  );

const foreign = { name: 'offer.pdf', bytes: Buffer.from('buy'), description: 'An offer' };
const hidden = (document: PDFDocument) => {
  const { context } = document;
  const file = context.register(context.stream('secret', { Type: 'EmbeddedFile' }));
  const spec = context.obj({ Type: 'Filespec', F: PDFString.of('hidden.txt'), EF: { F: file } });
  document
    .getPage(0)
    .node.addAnnot(context.register(context.obj({ Subtype: 'FileAttachment', Rect: [0, 0, 9, 9], FS: spec })));
};

/** Signed PDFs that a verifier refuses, and the code of each. */
export const refusedPdfs: readonly (readonly [name: string, code: RefusalCode, change: PdfChange])[] = [
  ['no PDF at all', 'PDF_FORM', { arrived: () => Buffer.from('%PDX') }],
  ['a PDF that nobody signed', 'PDF_SIGS', { arrived: (pdf) => replaced(pdf, '/ByteRange', '/ByteRangX') }],
  [
    'a page changed',
    'PDF_DIGEST',
    { arrived: (pdf) => replaced(pdf, '/MediaBox [ 0 0 300 200 ]', '/MediaBox [ 0 0 900 200 ]') },
  ],
  ['the reason changed', 'PDF_DIGEST', { arrived: (pdf) => replaced(pdf, '/Reason <', '/Reasom <') }],
  ['a bit of the signature flipped', 'PDF_SIG', { arrived: flipped }],
  [
    'the signature cut to nothing',
    'PDF_SIG',
    {
      arrived: (pdf) =>
        replaced(pdf, /<30[0-9a-f]{200}/.exec(pdf.toString('latin1'))?.[0] ?? '', `<${'0'.repeat(202)}`),
    },
  ],
  ['something else behind the signature', 'PDF_SIG', { arrived: (pdf) => replaced(pdf, '00000000>', '0000beef>') }],
  ['bytes added at the end', 'PDF_UPDATE', { arrived: (pdf) => Buffer.concat([pdf, Buffer.from('\n%%EOF\n')]) }],
  ['a page added in an update', 'PDF_UPDATE', { arrived: (pdf) => updated(pdf, (document) => document.addPage()) }],
  [
    'a file added in an update',
    'PDF_UPDATE',
    { arrived: (pdf) => updated(pdf, (document) => document.attach(foreign.bytes, foreign.name)) },
  ],
  [
    'an update before the signature',
    'PDF_UPDATE',
    { arrived: (pdf) => replaced(pdf, 'trailer\n<<\n/Size', 'trailer\n<<\n/Prev'), input: {} },
  ],
  ['a second signature in an update', 'PDF_SIGS', { arrived: (pdf) => updated(pdf, signature) }],
  ['a second signature from the beginning', 'PDF_SIGS', { printed: signature }],
  [
    'a range that leaves a page out',
    'PDF_SIG',
    { arrived: (pdf) => replaced(pdf, '/ByteRange [0 ', '/ByteRange [9 ') },
  ],
  ['a foreign file attached and signed', 'PDF_ATTACHMENT', { attachments: (own) => [...own, foreign] }],
  [
    'a foreign file attached by the printer',
    'PDF_ATTACHMENT',
    { printed: (document) => document.attach(foreign.bytes, foreign.name) },
  ],
  ['a file hidden in an annotation', 'PDF_ATTACHMENT', { printed: hidden }],
  ['no report attached', 'PDF_ATTACHMENT', { attachments: () => [] }],
  ['two reports attached', 'PDF_ATTACHMENT', { attachments: (own) => [...own, ...own] }],
  [
    'an attachment that unpacks without end',
    'PDF_ATTACHMENT',
    { attachments: ([own]) => (own ? [{ ...own, bytes: Buffer.alloc(33 * 1024 * 1024) }] : []) },
  ],
  [
    'a script',
    'PDF_ACTIVE',
    {
      printed: (document) => {
        document.addJavaScript('main', 'app.alert(1)');
      },
    },
  ],
  [
    'an action on opening',
    'PDF_ACTIVE',
    {
      printed: (document) => {
        document.catalog.set(PDFName.of('OpenAction'), document.context.obj({ S: 'Launch' }));
      },
    },
  ],
  ['a key that nobody listed', 'PDF_SIGNER', { by: strangeToken }],
  ['a key of somebody else on the list', 'PDF_SIGNER', { by: makerToken, input: { trust: withMaker() } }],
  [
    'a certificate of another key',
    'PDF_SIG',
    { certificates: async () => [await selfCertificate(strangeToken, holder)] },
  ],
  [
    'a report inside that somebody changed',
    'B64',
    {
      attachments: ([own]) =>
        own
          ? [{ ...own, bytes: Buffer.from(Buffer.from(own.bytes).toString().replace('"payload": "', '"payload": "!')) }]
          : [],
    },
  ],
];

function withMaker() {
  const list = trust();
  const [first, ...others] = list.bodies.filter(({ id }) => id !== 'maker');
  const { keyId, algorithm, publicKey } = makerToken;
  const key = { keyid: keyId, algorithm, publicKey: publicKey.spki.toString('base64') };
  const window = { notBefore: '2026-01-01T00:00:00Z', notAfter: '2027-01-01T00:00:00Z' };
  const maker = {
    id: 'maker',
    name: 'Example Toys Ltd',
    role: 'manufacturer',
    levels: ['basic'],
    keys: [{ ...key, ...window }],
  } as const;
  return {
    ...list,
    bodies: [...(first ? [first] : []), ...others, { ...maker, levels: [...maker.levels], keys: [...maker.keys] }],
  };
}

function flipped(pdf: Buffer): Buffer {
  const copy = Buffer.from(pdf);
  const start = pdf.toString('latin1').search(/<3082/) + 1;
  const octets = 4 + Number.parseInt(pdf.toString('latin1', start + 4, start + 8), 16);
  // The last octet of the DER is the end of the signature itself; behind it stand zeros, how many depends on its length.
  const last = start + 2 * (octets - 1);
  const octet = Number.parseInt(pdf.toString('latin1', last, last + 2), 16) ^ 1;
  copy.write(octet.toString(16).padStart(2, '0'), last, 'latin1');
  return copy;
}
