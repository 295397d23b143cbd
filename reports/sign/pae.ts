/** The payload type of every statement (in-toto attestation framework, envelope layer). */
export const payloadType = 'application/vnd.in-toto+json';

/** The payload type of a status list, so that neither can be taken for the other. */
export const statusListType = 'application/vnd.toymark.status+json';

/** Every kind of document that we put into an envelope. */
export type PayloadType = typeof payloadType | typeof statusListType;

/** DSSE 1.0 pre-authentication encoding: the exact bytes that are signed. Lengths are in bytes. */
export function pae(type: string, body: Uint8Array): Buffer {
  const head = `DSSEv1 ${Buffer.byteLength(type)} ${type} ${body.length} `;
  return Buffer.concat([Buffer.from(head, 'utf8'), body]);
}
