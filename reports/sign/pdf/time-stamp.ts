import { randomBytes } from 'node:crypto';
import { Integer, OctetString, Null } from 'asn1js';
import { AlgorithmIdentifier, MessageImprint, TimeStampReq, TimeStampResp } from 'pkijs';
import { UserError } from '../../../schemas/problem.ts';
import { oids, type TimeStamper } from './cms.ts';

const patience = 30_000;
const largest = 64 * 1024;

/** A time-stamping authority that is asked over http (RFC 3161, 3.4). */
export function timeStamper(url: string): TimeStamper {
  return async (digest) => {
    const response = await ask(url, requestFor(digest));
    return tokenIn(response, url);
  };
}

/** A request with a nonce, for a token that carries its certificate (RFC 3161, 2.4.1). */
export function requestFor(digest: Buffer): Buffer {
  const nonce = randomBytes(8);
  nonce[0] = ((nonce[0] ?? 0) & 0x7f) | 0x40;
  const request = new TimeStampReq({
    version: 1,
    messageImprint: new MessageImprint({
      hashAlgorithm: new AlgorithmIdentifier({ algorithmId: oids.sha256, algorithmParams: new Null() }),
      hashedMessage: new OctetString({ valueHex: new Uint8Array(digest) }),
    }),
    nonce: new Integer({ valueHex: new Uint8Array(nonce) }),
    certReq: true,
  });
  return Buffer.from(request.toSchema().toBER());
}

/** @throws UserError REFUSED where the authority gave no token */
export function tokenIn(response: Buffer, where: string): Buffer {
  let answer: TimeStampResp;
  try {
    answer = TimeStampResp.fromBER(new Uint8Array(response));
  } catch {
    throw new UserError({ code: 'REFUSED', where, problem: 'the answer is no time-stamp response (RFC 3161)' });
  }
  const { status, timeStampToken } = answer;
  // Granted, or granted with modifications.
  const granted = [0, 1].includes(status.status);
  if (!granted || timeStampToken === undefined)
    throw new UserError({
      code: 'REFUSED',
      where,
      problem: `the authority refused to stamp, with status ${status.status}`,
    });
  return Buffer.from(timeStampToken.toSchema().toBER());
}

async function ask(url: string, request: Buffer): Promise<Buffer> {
  const problem = (said: string) =>
    new UserError({ code: 'REFUSED', where: url, problem: said, hint: 'Name another authority with --time-stamp.' });
  const headers = { 'content-type': 'application/timestamp-query', 'user-agent': 'toymark' };
  try {
    const signal = AbortSignal.timeout(patience);
    const response = await fetch(url, { method: 'POST', body: request, headers, signal, redirect: 'error' });
    if (!response.ok || response.body === null) throw problem(`the server answered ${response.status}`);
    const chunks: Uint8Array[] = [];
    let length = 0;
    for await (const chunk of response.body as AsyncIterable<Uint8Array>) {
      chunks.push(chunk);
      length += chunk.length;
      if (length > largest) throw problem(`the answer is longer than ${largest} bytes`);
    }
    return Buffer.concat(chunks);
  } catch (error) {
    throw error instanceof UserError ? error : problem(`no time-stamp could be had: ${(error as Error).message}`);
  }
}
