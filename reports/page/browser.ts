/** The little of a browser that the page touches. */
export interface Element {
  innerHTML: string;
  textContent: string | null;
  value: string;
  readonly files?: ArrayLike<Blob> | null;
  readonly focus: () => void;
  readonly addEventListener: (event: string, listener: (event: DropEvent) => void) => void;
}

/** A file that was dropped on the page. */
export interface DropEvent {
  readonly preventDefault: () => void;
  readonly dataTransfer?: { readonly files: ArrayLike<Blob> } | null;
}

interface Browser {
  readonly document: { readonly getElementById: (id: string) => Element | null } & Pick<Element, 'addEventListener'>;
  readonly location: { readonly hash: string; readonly protocol: string };
  readonly addEventListener: (event: string, listener: () => void) => void;
}

export const browser = globalThis as unknown as Browser;

/** An element that the page is known to hold. */
export function element(id: string): Element {
  const found = browser.document.getElementById(id);
  if (found === null) throw new Error(`the page has no element ${id}`);
  return found;
}
