import type { Browser, CDPSession, Protocol } from 'puppeteer-core';
import type { Recording } from './recording.ts';
import { Source } from './source.ts';

type Attached = Protocol.Target.AttachedToTargetEvent;

/**
 * Listens to everything that a browser does: pages, frames, popups and workers of every kind, each from before its first
 * request, and tells the recording of the browser context it belongs to.
 */
export class Recorder {
  readonly #browser: Browser;
  readonly #recordings = new Map<string, Recording>();
  readonly #known = new Set<string>();
  #root: CDPSession | undefined;
  #userAgent = '';

  constructor(browser: Browser) {
    this.#browser = browser;
  }

  async start(): Promise<void> {
    // As a family's browser, whose pages are not told that nobody looks at them.
    this.#userAgent = (await this.#browser.userAgent()).replace('HeadlessChrome', 'Chrome');
    this.#root = await this.#browser.target().createCDPSession();
    await this.#attachTo(this.#root);
  }

  /** From now on what happens in this context is written down there. */
  record(contextId: string, recording: Recording): void {
    this.#recordings.set(contextId, recording);
  }

  forget(contextId: string): void {
    this.#recordings.delete(contextId);
  }

  async #attachTo(session: CDPSession): Promise<void> {
    session.on('Target.attachedToTarget', (attached) => this.#attached(session, attached));
    await session.send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: true, flatten: true });
  }

  #attached(parent: CDPSession, { sessionId, targetInfo }: Attached): void {
    const session = parent.connection()?.session(sessionId);
    if (session === null || session === undefined) return;
    const recording = this.#recordings.get(targetInfo.browserContextId ?? '');
    const first = !this.#known.has(targetInfo.targetId);
    this.#known.add(targetInfo.targetId);
    // The order of commands is the order in which the target obeys; it runs only once all are set.
    const commands: Promise<unknown>[] = [];
    if (recording !== undefined && first && targetInfo.openerId !== undefined && targetInfo.type === 'page')
      recording.openedWindow(targetInfo.url);
    if (recording !== undefined && first) {
      commands.push(session.send('Emulation.setUserAgentOverride', { userAgent: this.#userAgent }));
      commands.push(...listen(session, recording, targetInfo));
      if (targetInfo.type === 'page' || targetInfo.type === 'iframe') commands.push(...watch(session, recording));
      // Several pages are open at once, and each is the one that its visitor looks at.
      if (targetInfo.type === 'page')
        commands.push(session.send('Emulation.setFocusEmulationEnabled', { enabled: true }));
    }
    if (first) commands.push(this.#attachTo(session));
    commands.push(session.send('Runtime.runIfWaitingForDebugger'));
    // A target may be gone before it is asked; then there is nothing to hear.
    for (const command of commands) command.catch(() => undefined);
  }
}

const network = { maxTotalBufferSize: 50_000_000, maxResourceBufferSize: 10_000_000, maxPostDataSize: 1_000_000 };

function listen(
  session: CDPSession,
  recording: Recording,
  target: Protocol.Target.TargetInfo,
): readonly Promise<unknown>[] {
  const source = new Source(recording, target, (requestId) => bodyOf(session, requestId));
  session.on('Network.requestWillBeSent', (event) => source.request(event));
  session.on('Network.requestWillBeSentExtraInfo', (event) => source.requestHeaders(event));
  session.on('Network.responseReceived', (event) => source.response(event));
  session.on('Network.requestServedFromCache', (event) => source.servedFromStore(event));
  session.on('Network.responseReceivedExtraInfo', (event) => source.responseHeaders(event));
  session.on('Network.loadingFinished', (event) => source.finished(event));
  session.on('Network.loadingFailed', (event) => source.failed(event));
  session.on('Network.webSocketCreated', (event) => source.socket(event));
  session.on('Network.webSocketHandshakeResponseReceived', (event) => source.socketOpened(event));
  session.on('Network.webSocketClosed', (event) => source.socketClosed(event));
  session.on('Network.webSocketFrameSent', (event) => source.frame(event));
  session.on('Audits.issueAdded', ({ issue }) => source.issue(issue));
  session.on('Log.entryAdded', ({ entry }) => source.log(entry.level, entry.text));
  session.on('Runtime.consoleAPICalled', ({ type, args }) => source.log(type, args.map(wordsOf).join(' ')));
  return [
    session.send('Network.enable', network),
    session.send('Runtime.enable'),
    session.send('Log.enable'),
    session.send('Audits.enable'),
  ];
}

// A form that is sent off is seen here before its request is.
function watch(session: CDPSession, recording: Recording): readonly Promise<unknown>[] {
  session.on('Page.frameStartedLoading', ({ frameId }) => recording.loads(frameId, true));
  session.on('Page.frameStoppedLoading', ({ frameId }) => recording.loads(frameId, false));
  session.on('Page.frameDetached', ({ frameId, reason }) => {
    if (reason === 'remove') recording.loads(frameId, false);
  });
  return [session.send('Page.enable')];
}

const wordsOf = ({ value, description }: Protocol.Runtime.RemoteObject): string =>
  typeof value === 'string' ? value : (description ?? JSON.stringify(value));

async function bodyOf(session: CDPSession, requestId: string): Promise<Buffer> {
  const { body, base64Encoded } = await session.send('Network.getResponseBody', { requestId });
  return Buffer.from(body, base64Encoded ? 'base64' : 'utf8');
}
