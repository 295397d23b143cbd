import type { Declared, DocumentsObservation, TestCase } from '../../../schemas/types.ts';
import { NotObserved, type Observing, type Planning, type Probe, type Target } from '../../gather/probe.ts';
import { fetchDocument } from './fetch-document.ts';
import { measure } from './measure.ts';
import { readDocumentFile } from './read-document-file.ts';
import { securityTxtFields } from './security-txt.ts';
import type { Source } from './source.ts';
import { wordsOf } from './words-of.ts';

type Document = Declared['ixit']['documents'][number];
type Row = DocumentsObservation['documents'][number];

/** Reads each declared document from its address, or from its file where it has none. */
export const probe: Probe<'documents'> = { version: '1', targets, observe };

function targets({ declaration, testCases }: Planning): readonly Target[] {
  return declaration.ixit.documents
    .map((document) => ({ id: document.id, testCases: servedBy(document, testCases) }))
    .filter((target) => target.testCases.length > 0)
    .map((target) => ({ ...target, units: [], occupies: [], estimatedSeconds: 2, limitSeconds: 90 }));
}

// A test case names the kinds it reads (`with: {privacy-policy: true}`), so that one dead page does not stop every other.
function servedBy({ kind }: Document, testCases: readonly TestCase[]): readonly string[] {
  const wanted = ({ with: parameters = {} }: TestCase) =>
    !Object.values(parameters).includes(true) || parameters[kind] === true;
  return testCases.filter(wanted).map(({ id }) => id);
}

async function observe(target: Target, observing: Observing): Promise<DocumentsObservation> {
  const document = observing.declaration.ixit.documents.find(({ id }) => id === target.id);
  if (document === undefined) throw new NotObserved('input-missing', `the declaration names no document ${target.id}`);
  const retrievedAt = `${new Date().toISOString().slice(0, 19)}Z`;
  const source = await sourceOf(document, observing);
  return { documents: [{ ...rowOf(document, source, observing), retrievedAt }] };
}

function sourceOf({ id, url, file }: Document, observing: Observing): Promise<Source> {
  if (url !== undefined) return fetchDocument(url, observing);
  if (file !== undefined) return readDocumentFile(file, observing.declarationFolder);
  throw new NotObserved('input-missing', `the document ${id} has neither an address nor a file`);
}

function rowOf(document: Document, source: Source, { attach }: Observing): Omit<Row, 'retrievedAt'> {
  const { id, kind, language, url, file } = document;
  const { status, finalUrl, mediaType, bytes, truncated } = source;
  const { text, sentences, lines, links } = wordsOf(source, finalUrl ?? url);
  const readability = measure(sentences, language);
  return {
    id,
    kind,
    language,
    source: url ?? file ?? '',
    ...(status === undefined ? {} : { status }),
    ...(finalUrl === undefined ? {} : { finalUrl }),
    ...(mediaType === '' ? {} : { mediaType }),
    digest: attach(bytes),
    bytes: bytes.length,
    truncated,
    text,
    ...(kind === 'security-txt' ? { fields: [...securityTxtFields(lines)] } : {}),
    ...(readability === undefined ? {} : { readability }),
    links: [...links],
  };
}
