import { exchange, type HttpAnswer, type HttpRequest } from '../shared/http.ts';
import { toClearUp, type Asking, type Finding } from './finding.ts';
import { readDescriptions } from './upnp.ts';

/** Reads the front page and the declared pages, follows UPnP descriptions, and writes and removes a file of its own. */
export async function askHttp(asking: Asking): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  const paths = [...new Set(['/', ...asking.paths])].slice(0, 100);
  for (const path of paths) {
    const finding = read(path, await exchange(asking.place, { method: 'GET', path }));
    findings.push(finding);
    if (path === '/' && finding.outcome === 'unanswered') return findings;
  }
  return [...findings, ...(await readDescriptions(asking)), ...(await write(asking))];
}

function read(path: string, answer: HttpAnswer | undefined): Finding {
  if (answer === undefined) return { operation: 'read', target: path, outcome: 'unanswered' };
  const { status, body } = answer;
  const outcome = status >= 200 && status < 300 ? 'granted' : 'refused';
  const operation = outcome === 'granted' && isListing(body) ? 'list' : 'read';
  return { operation, target: path, outcome, status: String(status), content: body };
}

// The titles that web servers give the pages they make of a folder.
const isListing = (body: Buffer): boolean =>
  /<title>\s*(?:index of|directory listing|listing of)|<h1>\s*(?:index of|directory listing)/i.test(
    body.subarray(0, 8192).toString('latin1'),
  );

// A server that answers every request with its front page has not written; so the file is read back.
async function write({ place, unique }: Asking): Promise<readonly Finding[]> {
  const path = `/${unique}.txt`;
  const request: HttpRequest = { method: 'PUT', path, headers: { 'content-type': 'text/plain' }, body: unique };
  const answer = await exchange(place, request);
  const target = `PUT ${path}`;
  if (answer === undefined) return [{ operation: 'write', target, outcome: 'unanswered' }];
  const put = { operation: 'write', target, status: String(answer.status), content: answer.body } as const;
  if (answer.status < 200 || answer.status >= 300) return [{ ...put, outcome: 'refused' }];
  const written = await isThere(toClearUp(place), path, unique);
  const removed = await exchange(toClearUp(place), { method: 'DELETE', path });
  const gone = removed !== undefined && removed.status < 300 && written && !(await isThere(place, path, unique));
  return [
    { ...put, outcome: written ? 'granted' : 'refused' },
    {
      operation: 'command',
      target: `DELETE ${path}`,
      outcome: removed === undefined ? 'unanswered' : gone ? 'granted' : 'refused',
      ...(removed === undefined ? {} : { status: String(removed.status) }),
    },
  ];
}

async function isThere(place: Asking['place'], path: string, content: string): Promise<boolean> {
  const answer = await exchange(place, { method: 'GET', path });
  return answer?.status === 200 && answer.body.includes(content);
}
