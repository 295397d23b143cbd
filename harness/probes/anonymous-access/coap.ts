import { Agent, type IncomingMessage } from 'coap';
import { familyOf } from '../shared/reach.ts';
import { toClearUp, type Asking, type Finding } from './finding.ts';
import type { Place } from '../shared/conversation.ts';

type Method = 'GET' | 'PUT' | 'DELETE';
type Told = Pick<Finding, 'outcome' | 'status' | 'content'>;

/** Reads the list of resources and up to twenty of them, and puts and deletes one of its own (RFC 7252, RFC 6690). */
export async function askCoap({ place, unique, paths }: Asking): Promise<readonly Finding[]> {
  const agent = new Agent({ type: familyOf(place.address) === 'IPv6' ? 'udp6' : 'udp4' });
  agent.on('error', () => undefined);
  const ask = async (operation: Finding['operation'], method: Method, path: string): Promise<Finding> => {
    const at = method === 'GET' ? place : toClearUp(place);
    const told = await request(agent, at, { method, path, content: unique });
    return { operation, target: method === 'GET' ? path : `${method} ${path}`, ...told };
  };
  try {
    const list = await ask('list', 'GET', '/.well-known/core');
    if (list.outcome === 'unanswered') return [list];
    const findings = [list];
    for (const path of [...new Set([...linksIn(list), ...paths])].slice(0, 20))
      findings.push(await ask('read', 'GET', path));
    const put = await ask('write', 'PUT', `/${unique}`);
    return [...findings, put, ...(put.outcome === 'granted' ? [await ask('command', 'DELETE', `/${unique}`)] : [])];
  } finally {
    agent.close();
  }
}

const linksIn = ({ content, outcome }: Finding): readonly string[] =>
  outcome === 'granted'
    ? [
        ...Buffer.from(content ?? '')
          .toString('utf8')
          .matchAll(/<(\/[^>\s]{0,200})>/g),
      ].map(([, path = '/']) => path)
    : [];

interface Request {
  readonly method: Method;
  readonly path: string;
  readonly content: string;
}

function request(agent: Agent, { address, port, signal }: Place, { method, path, content }: Request): Promise<Told> {
  return new Promise((resolve) => {
    const give = (told: Told): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', silent);
      resolve(told);
    };
    const silent = (): void => give({ outcome: 'unanswered' });
    const timer = setTimeout(silent, 3000);
    signal.addEventListener('abort', silent, { once: true });
    if (signal.aborted) silent();
    const sent = agent.request({ host: address, hostname: address, port, method, pathname: path });
    sent.on('error', silent);
    sent.on('response', ({ code, payload }: IncomingMessage) =>
      give({ outcome: code.startsWith('2') ? 'granted' : 'refused', status: code, content: payload }),
    );
    sent.end(method === 'PUT' ? content : undefined);
  });
}
