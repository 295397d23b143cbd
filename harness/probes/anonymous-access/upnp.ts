import { askTwice } from '../shared/datagram.ts';
import { exchange, type HttpAnswer } from '../shared/http.ts';
import type { Asking, Finding } from './finding.ts';

const descriptions = ['/rootDesc.xml', '/description.xml'];

/** Reads UPnP device descriptions where they usually are, and calls up to five actions that only read. */
export async function readDescriptions(asking: Asking): Promise<readonly Finding[]> {
  for (const path of descriptions) {
    const answer = await exchange(asking.place, { method: 'GET', path });
    if (answer?.status !== 200 || !answer.body.includes('<serviceType>')) continue;
    const finding = {
      operation: 'read',
      target: path,
      outcome: 'granted',
      status: '200',
      content: answer.body,
    } as const;
    return [finding, ...(await callActions(asking, answer.body.toString('utf8')))];
  }
  return [];
}

interface Action {
  readonly control: string;
  readonly type: string;
  readonly name: string;
}

async function callActions(asking: Asking, description: string): Promise<readonly Finding[]> {
  const actions: Action[] = [];
  for (const [service] of [...description.matchAll(/<service>.{0,4000}?<\/service>/gs)].slice(0, 8)) {
    const [type, control, scpd] = ['serviceType', 'controlURL', 'SCPDURL'].map((name) => elementIn(service, name));
    if (type === undefined || control === undefined || scpd === undefined) continue;
    const answer = await exchange(asking.place, { method: 'GET', path: pathOf(scpd) });
    for (const name of readingActions(answer?.body.toString('utf8') ?? '')) actions.push({ control, type, name });
  }
  const findings: Finding[] = [];
  for (const action of actions.slice(0, 5)) findings.push(await call(asking, action));
  return findings;
}

// Actions that get something and need nothing told.
function readingActions(scpd: string): readonly string[] {
  return [...scpd.matchAll(/<action>(.{0,8000}?)<\/action>/gs)]
    .map(([, action = '']) => ({ name: elementIn(action, 'name') ?? '', needs: /<direction>\s*in\s*</i.test(action) }))
    .filter(({ name, needs }) => !needs && /^Get\w{1,80}$/.test(name))
    .map(({ name }) => name);
}

async function call({ place }: Asking, { control, type, name }: Action): Promise<Finding> {
  const envelope = 'http://schemas.xmlsoap.org/soap/';
  const body =
    `<?xml version="1.0"?><s:Envelope xmlns:s="${envelope}envelope/" s:encodingStyle="${envelope}encoding/">` +
    `<s:Body><u:${name} xmlns:u="${type}"/></s:Body></s:Envelope>`;
  const headers = { 'content-type': 'text/xml; charset="utf-8"', soapaction: `"${type}#${name}"` };
  const answer = await exchange(place, { method: 'POST', path: pathOf(control), headers, body });
  return { operation: 'read', target: `${pathOf(control)} ${name}`, ...judged(answer) };
}

function judged(answer: HttpAnswer | undefined): Pick<Finding, 'outcome' | 'status' | 'content'> {
  if (answer === undefined) return { outcome: 'unanswered' };
  const { status, body } = answer;
  return { outcome: status === 200 ? 'granted' : 'refused', status: String(status), content: body };
}

const elementIn = (xml: string, name: string): string | undefined =>
  new RegExp(`<${name}>\\s*([\\x21-\\x7e]{1,300}?)\\s*</${name}>`).exec(xml)?.[1]?.replace(/[<>"&]/g, '');

// Always on this toy, wherever the description points to.
const pathOf = (url: string): string => `/${url.replace(/^https?:\/\/[^/]*/i, '').replace(/^\/+/, '')}`;

/** Searches over UDP as a control point does (UPnP Device Architecture 1.1, clause 1.3.2), addressed to this toy alone. */
export async function askSsdp({ place }: Asking): Promise<readonly Finding[]> {
  const lines = ['M-SEARCH * HTTP/1.1', 'HOST: 239.255.255.250:1900', 'MAN: "ssdp:discover"', 'MX: 1', 'ST: ssdp:all'];
  const answer = await askTwice(place, Buffer.from(`${lines.join('\r\n')}\r\n\r\n`), 1500);
  const seen =
    answer === undefined ? { outcome: 'unanswered' as const } : { outcome: 'granted' as const, content: answer };
  return [{ operation: 'read', target: 'ssdp:all', ...seen }];
}
