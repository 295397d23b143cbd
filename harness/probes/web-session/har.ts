import type { Asked, Recording } from './recording.ts';

/** The recording of a journey as an HTTP Archive 1.2, with the bodies that were sent, and pages and data that came. */
export function harOf(recording: Recording, browser: string): Buffer {
  const entries = recording.asked.map(entryOf);
  const creator = { name: 'Toymark', version: '1' };
  return Buffer.from(
    JSON.stringify({ log: { version: '1.2', creator, browser: { name: 'Chromium', version: browser }, entries } }),
  );
}

function entryOf(asked: Asked) {
  const { method, url, headers, body, response, startedAt, moment, asker, kind, problem, redirectsTo, fromStore } =
    asked;
  const query = URL.canParse(url) ? [...new URL(url).searchParams].map(([name, value]) => ({ name, value })) : [];
  const postData = { mimeType: headers['content-type'] ?? '', text: body.toString('base64'), encoding: 'base64' };
  return {
    startedDateTime: new Date(startedAt).toISOString(),
    time: 0,
    request: {
      ...{ method, url, httpVersion: 'HTTP', cookies: [], headers: list(headers), queryString: query },
      ...{ headersSize: -1, bodySize: body.length },
      ...(body.length === 0 ? {} : { postData }),
    },
    response: {
      ...{ status: response?.status ?? 0, statusText: '', httpVersion: 'HTTP', cookies: [] },
      headers: list(response?.headers ?? {}),
      content: contentOf(asked),
      ...{ redirectURL: redirectsTo ?? '', headersSize: -1, bodySize: -1 },
      ...(problem === undefined ? {} : { _error: problem }),
    },
    cache: {},
    timings: { send: 0, wait: 0, receive: 0 },
    _resourceType: kind,
    _asker: asker,
    ...(fromStore ? { _fromCache: 'disk' } : {}),
    _step: moment.step,
    _phase: moment.phase,
    ...(asked.frames.length === 0
      ? {}
      : { _webSocketMessages: asked.frames.map(({ bytes }) => ({ type: 'send', data: bytes.toString('base64') })) }),
  };
}

const mostText = 256 * 1024;

// Scripts, styles and pictures are the same for everybody and are left out.
function contentOf({ kind, content, reply, response }: Asked) {
  const mimeType = response?.mimeType ?? '';
  const bytes = reply ?? (kind === 'Document' ? content : undefined);
  const told = { size: (content ?? reply)?.length ?? -1, mimeType };
  const readable = bytes !== undefined && bytes.length <= mostText && /^text\/|json|xml/.test(mimeType);
  return readable ? { ...told, text: bytes.toString('base64'), encoding: 'base64' } : told;
}

const list = (headers: Readonly<Record<string, string>>) =>
  Object.entries(headers).map(([name, value]) => ({ name, value }));
