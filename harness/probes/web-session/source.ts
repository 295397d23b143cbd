import type { Protocol } from 'puppeteer-core';
import { hostOf, most, type Answered, type Asked, type Asker, type Recording } from './recording.ts';

type BodyOf = (requestId: string) => Promise<Buffer>;

/** One page, frame or worker as a source of what is recorded. */
export class Source {
  readonly #recording: Recording;
  readonly #bodyOf: BodyOf;
  readonly #target: Protocol.Target.TargetInfo;
  readonly #hops = new Map<string, Asked[]>();
  readonly #early = new Map<string, Readonly<Record<string, string>>[]>();

  constructor(recording: Recording, target: Protocol.Target.TargetInfo, bodyOf: BodyOf) {
    this.#recording = recording;
    this.#target = target;
    this.#bodyOf = bodyOf;
  }

  request(event: Protocol.Network.RequestWillBeSentEvent): void {
    const { request, redirectResponse } = event;
    if (/^(?:data|blob|about|chrome|chrome-extension|devtools):/i.test(request.url)) return;
    const hops = this.#hops.get(event.requestId) ?? [];
    const before = hops.at(-1);
    if (redirectResponse !== undefined && before !== undefined) {
      before.response = joined(answered(redirectResponse), before.response);
      if (!event.redirectHasExtraInfo) heard.add(before);
      before.redirectsTo = request.url;
      before.done = true;
    }
    const asked = this.#asked(event);
    if (!this.#recording.add(asked)) return;
    const early = this.#early.get(event.requestId)?.shift();
    if (early !== undefined) asked.headers = { ...asked.headers, ...early };
    this.#hops.set(event.requestId, [...hops, asked]);
  }

  requestHeaders({ requestId, headers }: Protocol.Network.RequestWillBeSentExtraInfoEvent): void {
    const waiting = this.#hops.get(requestId)?.find((asked) => !sent.has(asked));
    if (waiting === undefined) this.#early.set(requestId, [...(this.#early.get(requestId) ?? []), lower(headers)]);
    else {
      sent.add(waiting);
      waiting.headers = { ...waiting.headers, ...lower(headers) };
    }
  }

  response({ requestId, response, hasExtraInfo }: Protocol.Network.ResponseReceivedEvent): void {
    const asked = this.#hops.get(requestId)?.at(-1);
    if (asked === undefined) return;
    asked.response = joined(answered(response), asked.response);
    // One that the server was asked about, and that had not changed, has headers that were sent.
    if (response.fromDiskCache === true && !hasExtraInfo) asked.fromStore = true;
    if (!hasExtraInfo) heard.add(asked);
  }

  servedFromStore({ requestId }: Protocol.Network.RequestServedFromCacheEvent): void {
    const asked = this.#hops.get(requestId)?.at(-1);
    if (asked !== undefined) asked.fromStore = true;
  }

  // They come before or after the rest of an answer, and in the order of the redirects.
  responseHeaders({ requestId, headers, statusCode }: Protocol.Network.ResponseReceivedExtraInfoEvent): void {
    const hops = this.#hops.get(requestId);
    const asked = hops?.find((each) => !heard.has(each)) ?? hops?.at(-1);
    if (asked === undefined) return;
    heard.add(asked);
    const known = asked.response ?? { status: statusCode, mimeType: '', headers: {} };
    asked.response = { ...known, headers: { ...known.headers, ...lower(headers) } };
  }

  finished({ requestId, encodedDataLength }: Protocol.Network.LoadingFinishedEvent): void {
    const asked = this.#end(requestId);
    if (asked === undefined || asked.fromStore || encodedDataLength > most.content) return;
    const part = searched.has(asked.kind) ? 'content' : programs.has(asked.kind) ? 'reply' : undefined;
    if (part === undefined) return;
    const reading = this.#bodyOf(requestId).then(
      (content) => {
        asked[part] = this.#recording.kept(content).bytes;
      },
      () => undefined,
    );
    this.#recording.reading.add(reading);
    void reading.finally(() => this.#recording.reading.delete(reading));
  }

  failed({ requestId, errorText, blockedReason }: Protocol.Network.LoadingFailedEvent): void {
    const asked = this.#end(requestId);
    if (asked === undefined) return;
    asked.problem = blockedReason ?? errorText;
    if (/CERT|SSL/.test(errorText)) this.#recording.say('certificate', `${errorText} at ${hostOf(asked.url)}`);
  }

  socket({ requestId, url }: Protocol.Network.WebSocketCreatedEvent): void {
    const asked: Asked = { ...blank, ...this.#now(), kind: 'WebSocket', method: 'GET', url, frames: [] };
    if (this.#recording.add(asked)) this.#hops.set(requestId, [asked]);
  }

  socketOpened({ requestId, response }: Protocol.Network.WebSocketHandshakeResponseReceivedEvent): void {
    const asked = this.#hops.get(requestId)?.at(-1);
    if (asked === undefined) return;
    asked.response = { status: response.status, mimeType: '', headers: lower(response.headers) };
    asked.headers = lower(response.requestHeaders ?? {});
    this.#recording.lastChange = performance.now();
  }

  socketClosed({ requestId }: Protocol.Network.WebSocketClosedEvent): void {
    this.#end(requestId);
  }

  frame({ requestId, response }: Protocol.Network.WebSocketFrameSentEvent): void {
    const asked = this.#hops.get(requestId)?.at(-1);
    const { bytes } = this.#recording.kept(
      Buffer.from(response.payloadData, response.opcode === 2 ? 'base64' : 'utf8'),
    );
    asked?.frames.push({ moment: this.#recording.moment, bytes });
  }

  issue(issue: Protocol.Audits.InspectorIssue): void {
    const mixed = issue.details.mixedContentIssueDetails;
    const policy = issue.details.contentSecurityPolicyIssueDetails;
    if (policy !== undefined)
      this.#recording.say(
        'policy',
        `${policy.violatedDirective}: ${policy.blockedURL ?? policy.contentSecurityPolicyViolationType}`,
      );
    if (mixed === undefined) return;
    this.#recording.say('mixed-content', `${mixed.resolutionStatus}: ${mixed.insecureURL}`);
    if (mixed.resolutionStatus !== 'MixedContentAutomaticallyUpgraded') return;
    this.#recording.add({
      ...blank,
      ...this.#now(),
      kind: mixed.resourceType ?? 'Other',
      method: 'GET',
      url: mixed.insecureURL,
      upgraded: true,
      done: true,
      frames: [],
    });
  }

  log(level: string, text: string): void {
    if (level === 'error' || level === 'warning' || level === 'assert')
      this.#recording.say('console', `${level}: ${text}`);
  }

  #end(requestId: string): Asked | undefined {
    const asked = this.#hops.get(requestId)?.at(-1);
    if (asked !== undefined) asked.done = true;
    this.#recording.lastChange = performance.now();
    return asked;
  }

  #asked(event: Protocol.Network.RequestWillBeSentEvent): Asked {
    const { request, type = 'Other', frameId } = event;
    const entries = request.postDataEntries ?? [];
    const text =
      entries.length > 0 ? Buffer.concat(entries.map(({ bytes = '' }) => Buffer.from(bytes, 'base64'))) : undefined;
    const { bytes, whole } = this.#recording.kept(text ?? Buffer.alloc(0));
    return {
      ...blank,
      ...this.#now(frameId),
      kind: type,
      method: request.method,
      page: event.documentURL,
      url: request.url + (request.urlFragment ?? ''),
      headers: lower(request.headers),
      body: bytes,
      bodyWhole:
        whole &&
        (request.hasPostData !== true || (bytes.length > 0 && entries.every((entry) => entry.bytes !== undefined))),
      mixed: request.mixedContentType ?? 'none',
      frames: [],
    };
  }

  #now(frameId?: string): Pick<Asked, 'moment' | 'asker' | 'startedAt'> {
    return { moment: this.#recording.moment, asker: askerOf(this.#target, frameId), startedAt: Date.now() };
  }
}

/** Whose headers were told as they were sent, and as they came. */
const sent = new WeakSet<Asked>();
const heard = new WeakSet<Asked>();
const searched = new Set(['Script', 'Stylesheet', 'Document', 'Manifest']);
const programs = new Set(['Fetch', 'XHR']);

const blank = {
  page: '',
  headers: {},
  body: Buffer.alloc(0),
  bodyWhole: true,
  mixed: 'none' as const,
  upgraded: false,
  response: undefined,
  redirectsTo: undefined,
  problem: undefined,
  content: undefined,
  reply: undefined,
  done: false,
  fromStore: false,
};

const answered = ({ status, mimeType, headers }: Protocol.Network.Response): Answered => ({
  status,
  mimeType,
  headers: lower(headers),
});

const joined = (answer: Answered, before: Answered | undefined): Answered => ({
  ...answer,
  headers: { ...answer.headers, ...before?.headers },
});

const lower = (headers: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));

function askerOf({ type, targetId, openerId }: Protocol.Target.TargetInfo, frameId: string | undefined): Asker {
  if (type === 'service_worker') return 'service-worker';
  if (type === 'worker' || type === 'shared_worker') return 'worker';
  if (type === 'iframe' || (frameId !== undefined && frameId !== targetId)) return 'frame';
  return openerId === undefined ? 'page' : 'popup';
}
