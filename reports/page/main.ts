import { parseStrictJson } from '../../schemas/strict-json.ts';
import type { TrustList } from '../../schemas/types.ts';
import { html, type Html } from '../render/html/template.ts';
import { readFragment } from './address.ts';
import { browser, element, type DropEvent } from './browser.ts';
import { fetched, onlineFor } from './fetch.ts';
import { keysKnown } from './keys-known.ts';
import { settled } from './node-crypto.ts';
import { tell } from './tell.ts';
import { verifyHere } from './verify-here.ts';

/** The page in a browser: what it was asked for, what was opened, and what it says. Everything else is shared with Node. */
const trust = parseStrictJson(element('trust').textContent ?? '') as TrustList;
const asOf = parseStrictJson(element('as-of').textContent ?? '') as string;
const result = element('result');

const now = () => new Date().toISOString().replace(/\.\d+Z$/, 'Z');

function say(said: Html): void {
  result.innerHTML = said.markup;
  element('answer').focus();
}

const note = (title: string, more: string) =>
  say(
    html`<h2 class="answer" id="answer" tabindex="-1">${title}</h2>
      <p>${more}</p>`,
  );

async function show(bytes: Uint8Array, online: boolean): Promise<void> {
  const asked = readFragment(browser.location.hash);
  const at = now();
  await keysKnown(trust);
  const here = { trust, at, asked, online: online ? onlineFor(trust) : undefined };
  say(tell(await settled(() => verifyHere(bytes, here)), { at, asOf }));
}

async function open(files: ArrayLike<Blob> | null | undefined): Promise<void> {
  const file = files?.[0];
  if (file === undefined) return;
  const bytes = Buffer.from(await file.arrayBuffer());
  if (bytes.subarray(0, 5).toString() === '%PDF-')
    note('This is a PDF', 'A PDF is a print. Open the certificate instead, a file that ends in .json.');
  else await guarded(() => show(bytes, /^https?:$/.test(browser.location.protocol)));
}

async function start(): Promise<void> {
  const asked = readFragment(browser.location.hash);
  if (asked === undefined) {
    if (browser.location.hash.length > 1)
      note('This address is not complete', 'Scan the code on the box again, or open the file of the certificate.');
    return;
  }
  const bytes = await fetched(`bundle/${asked.id}.json`);
  if (bytes !== undefined) await guarded(() => show(bytes, true));
  else
    note(
      'This certificate is not known here',
      `The register that serves this page shows no certificate ${asked.id}, or it cannot be reached. A toy that claims one may be a fake; ask who sells it. If you have the file of the certificate, open it below.`,
    );
}

async function guarded(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if ((error as Error).name !== 'NotSupportedError') throw error;
    note('This browser cannot check signatures', 'It is too old for Ed25519. Open this page in a newer browser.');
  }
}

// The same file, chosen again, is a change only after this.
element('file').addEventListener('click', () => (element('file').value = ''));
element('file').addEventListener('change', () => void open(element('file').files));
browser.document.addEventListener('dragover', (event: DropEvent) => event.preventDefault());
browser.document.addEventListener('drop', (event: DropEvent) => {
  event.preventDefault();
  void open(event.dataTransfer?.files);
});
browser.addEventListener('hashchange', () => void start());
void start();
