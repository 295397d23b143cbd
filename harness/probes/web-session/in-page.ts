/** The little of the Document Object Model that is used inside pages, where functions run that are written here. */
export interface PageElement {
  readonly tagName: string;
  readonly textContent: string | null;
  readonly innerText?: string;
  readonly parentElement: PageElement | null;
  readonly style: { filter: string };
  readonly dataset: Record<string, string | undefined>;
  readonly labels?: Iterable<PageElement> | null;
  readonly options?: Iterable<{ readonly label: string; readonly value: string }>;
  readonly type?: string;
  readonly href?: string;
  readonly action?: string;
  readonly checked?: boolean;
  readonly required?: boolean;
  /** The accessible name, where the browser was opened so that it tells it (Accessible Name and Description 1.2). */
  readonly computedName?: string;
  readonly computedRole?: string;
  value?: string;
  select?: () => void;
  matches(selector: string): boolean;
  closest(selector: string): PageElement | null;
  checkVisibility(): boolean;
  getBoundingClientRect(): { readonly width: number; readonly height: number };
  getAttribute(name: string): string | null;
  dispatchEvent(event: unknown): boolean;
}

export interface PageDocument {
  readonly title: string;
  readonly documentElement: PageElement & { readonly lang: string };
  readonly body: PageElement & { readonly innerText: string; readonly innerHTML: string };
  querySelectorAll(selector: string): Iterable<PageElement>;
  createTreeWalker(root: PageElement, what: number): { nextNode(): PageText | null };
}

export interface PageText {
  readonly nodeValue: string | null;
  readonly parentElement: PageElement | null;
}

export interface PageEvents {
  new (type: string, options: { readonly bubbles: boolean }): unknown;
}
