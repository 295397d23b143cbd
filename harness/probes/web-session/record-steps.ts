import type { Page } from 'puppeteer';
import type { JourneyStep } from '../../../schemas/types.ts';
import type { PageDocument, PageElement } from './in-page.ts';

declare const document: PageDocument & {
  addEventListener(type: string, listener: (event: { readonly target: PageElement }) => void, capture: boolean): void;
};
declare const toymarkRecorded: (did: Did) => void;

/** What a person did with a control, as the page tells it. */
interface Did {
  readonly act: 'click' | 'fill' | 'choose';
  readonly name: string;
  readonly role: string;
  readonly type: string;
  readonly value: string;
}

/** The steps of a journey that a person takes in a browser, written down while it is taken. */
export class RecordedSteps {
  readonly steps: JourneyStep[] = [];
  readonly #child: ReadonlyMap<string, string>;
  readonly #told: (step: JourneyStep) => void;

  /** `told` is called with each step as it is written down. */
  constructor(child: Readonly<Record<string, string>>, told: (step: JourneyStep) => void = () => undefined) {
    this.#child = new Map(Object.entries(child).map(([name, value]) => [value, name]));
    this.#told = told;
  }

  /** Listens to a page and to those it leads to. */
  async listen(page: Page): Promise<void> {
    await page.exposeFunction('toymarkRecorded', (did: Did) => {
      this.#add(this.#stepOf(did));
    });
    await page.evaluateOnNewDocument(watch);
  }

  /** The address that a person typed in. */
  open(path: string): void {
    this.#add({ open: path });
  }

  #add(step: JourneyStep): void {
    const before = this.steps.at(-1);
    // Who types on in the same field takes one step.
    if (before?.fill !== undefined && before.fill === step.fill) this.steps.pop();
    this.steps.push(step);
    this.#told(step);
  }

  #stepOf({ act, name, role, type, value }: Did): JourneyStep {
    if (act === 'click') return { click: name, ...(role === 'button' ? { role } : {}) };
    if (act === 'choose') return { choose: name, ...(type === 'select-one' ? { option: value } : {}) };
    return { fill: name, with: type === 'password' ? '{secret:credential}' : this.#named(value) };
  }

  // What the bench's family stands for is written by its name, so that the journey works on every bench.
  #named(value: string): string {
    let text = value;
    for (const [own, name] of this.#child) text = text.replaceAll(own, `{${name}}`);
    return text;
  }
}

// Runs in the page, before its own scripts.
const watch = (): void => {
  const nameOf = (element: PageElement): string => {
    const [label] = element.labels ?? [];
    const said = [element.getAttribute('aria-label'), label?.textContent, element.textContent, element.value];
    const other = [element.getAttribute('alt'), element.getAttribute('title'), element.getAttribute('placeholder')];
    const found = [...said, ...other].find((text) => (text ?? '').trim() !== '');
    return (found ?? '').trim().replaceAll(/\s+/g, ' ').slice(0, 300);
  };
  const tell = (act: Did['act'], element: PageElement) => {
    const chosen = [...(element.options ?? [])].find(({ value }) => value === element.value);
    const role = element.matches('button, input[type=submit], [role=button]') ? 'button' : '';
    toymarkRecorded({
      act,
      name: nameOf(element),
      role,
      type: element.type ?? '',
      value: chosen?.label ?? element.value ?? '',
    });
  };
  const fields = 'input:not([type=checkbox]):not([type=radio]):not([type=submit]):not([type=button]), textarea';
  document.addEventListener(
    'click',
    ({ target }) => {
      const control = target.closest(
        'a, button, summary, input[type=submit], input[type=button], [role=button], [role=link], [role=tab]',
      );
      if (control !== null) tell('click', control);
    },
    true,
  );
  document.addEventListener(
    'change',
    ({ target }) => {
      if (target.matches('input[type=file]')) return;
      if (target.matches(fields)) tell('fill', target);
      else if (target.matches('select, input[type=checkbox], input[type=radio]')) tell('choose', target);
    },
    true,
  );
};
