/** Where the family stands. */
export type Phase = 'before-notice' | 'before-consent' | 'after-consent' | 'after-withdrawal';

/** When something happened: in which step, and where the family stood. */
export interface Moment {
  readonly step: number;
  readonly phase: Phase;
  readonly sharing: boolean;
}

export type Asker = 'page' | 'frame' | 'worker' | 'service-worker' | 'popup';

/** One request as the browser made it; of a chain of redirects each has one. */
export interface Asked {
  readonly moment: Moment;
  readonly asker: Asker;
  readonly kind: string;
  readonly method: string;
  readonly url: string;
  readonly startedAt: number;
  /** Address of the page or worker that asked. */
  readonly page: string;
  /** Headers as the page knew them, then as they were sent. */
  headers: Readonly<Record<string, string>>;
  body: Buffer;
  bodyWhole: boolean;
  readonly mixed: 'none' | 'optionally-blockable' | 'blockable';
  readonly upgraded: boolean;
  response: Answered | undefined;
  redirectsTo: string | undefined;
  problem: string | undefined;
  content: Buffer | undefined;
  /** What came for a program, such as JSON. */
  reply: Buffer | undefined;
  /** Messages that were sent through a WebSocket. */
  readonly frames: Frame[];
  done: boolean;
  /** The browser answered it from its own store, and sent nothing. */
  fromStore: boolean;
}

export interface Answered {
  readonly status: number;
  readonly mimeType: string;
  headers: Readonly<Record<string, string>>;
}

export interface Message {
  readonly step: number;
  readonly kind:
    'console' | 'policy' | 'mixed-content' | 'dialog' | 'popup' | 'download' | 'certificate' | 'crash' | 'limit';
  readonly text: string;
}

/** Most that is kept of one journey. */
export const most = { requests: 20_000, octets: 64_000_000, content: 5_000_000, messages: 300 };

/** What was heard during one journey. */
export class Recording {
  moment: Moment = { step: 0, phase: 'before-notice', sharing: false };
  readonly asked: Asked[] = [];
  readonly messages: Message[] = [];
  /** Windows that pages opened. */
  windows = 0;
  /** Files that were chosen in forms. */
  readonly chosen: Buffer[] = [];
  /** Nothing was left out because of a bound. */
  whole = true;
  /** When the last request, or the loading of a page, began or ended (performance.now). */
  lastChange = performance.now();
  /** Pages and frames that are being loaded. */
  readonly loading = new Set<string>();
  /** Bodies of answers that are still being read. */
  readonly reading = new Set<Promise<unknown>>();
  #octets = 0;

  /** Requests under way that something may wait for. */
  get pending(): number {
    return this.asked.filter((one) => !one.done && (!endless.has(one.kind) || isOpening(one))).length;
  }

  /** Nothing is being loaded, and no request under way that something may wait for. */
  isStill(): boolean {
    return this.loading.size === 0 && this.pending === 0;
  }

  /** A page or frame begins or ends to be loaded. */
  loads(frame: string, begins: boolean): void {
    this.lastChange = performance.now();
    if (begins) this.loading.add(frame);
    else this.loading.delete(frame);
  }

  add(asked: Asked): boolean {
    this.lastChange = performance.now();
    if (this.asked.length >= most.requests) {
      this.leaveOut(`more than ${most.requests} requests`);
      return false;
    }
    this.asked.push(asked);
    return true;
  }

  /** Bytes that may be kept; nothing where the bound is reached. */
  kept(bytes: Buffer): { readonly bytes: Buffer; readonly whole: boolean } {
    const left = most.octets - this.#octets;
    this.#octets += Math.min(left, bytes.length);
    if (bytes.length <= left) return { bytes, whole: true };
    this.leaveOut(`more than ${most.octets} octets were sent`);
    return { bytes: bytes.subarray(0, Math.max(0, left)), whole: false };
  }

  openedWindow(url: string): void {
    this.windows++;
    this.say('popup', url);
  }

  leaveOut(what: string): void {
    if (this.whole) this.say('limit', what);
    this.whole = false;
  }

  say(kind: Message['kind'], text: string): void {
    if (this.messages.length < most.messages)
      this.messages.push({ step: this.moment.step, kind, text: text.slice(0, 1000) });
  }
}

const endless = new Set(['WebSocket', 'EventSource', 'Ping', 'Media', 'WebTransport']);

// A page that talks through a WebSocket can be used once it is open.
const isOpening = ({ kind, response }: Asked) => kind === 'WebSocket' && response === undefined;

/** One message of a WebSocket, as it was sent. */
export interface Frame {
  readonly moment: Moment;
  readonly bytes: Buffer;
}

/** The host that an address names; empty where it names none. */
export function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).hostname : '';
}
