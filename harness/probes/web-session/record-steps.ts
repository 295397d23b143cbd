import type { Page } from 'puppeteer-core';
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

/** What values stand for, and who is told of each step. */
interface Knowing {
  /** Values of the bench's family by name. */
  readonly child: Readonly<Record<string, string>>;
  /** Credentials by value. */
  readonly secrets: ReadonlyMap<string, string>;
  /** Called with each step as it is written down. */
  readonly told: (step: JourneyStep) => void;
}

/** The steps of a journey that a person takes in a browser, written down while it is taken. */
export class RecordedSteps {
  readonly steps: JourneyStep[] = [];
  readonly #child: ReadonlyMap<string, string>;
  readonly #secrets: ReadonlyMap<string, string>;
  readonly #told: (step: JourneyStep) => void;

  constructor({ child, secrets, told }: Knowing) {
    this.#child = new Map(Object.entries(child).map(([name, value]) => [value, name]));
    this.#secrets = secrets;
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
    const control = this.#named(name);
    if (act === 'click') return { click: control, ...(role === 'button' ? { role } : {}) };
    if (act === 'choose') return { choose: control, ...(type === 'select-one' ? { option: value } : {}) };
    return { fill: control, with: type === 'password' ? this.#secret(value) : this.#named(value) };
  }

  // A password is never written down.
  #secret(value: string): string {
    return `{secret:${this.#secrets.get(value) ?? 'password'}}`;
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
  const tell = (act: Did['act'], element: PageElement) => {
    const chosen = [...(element.options ?? [])].find(({ value }) => value === element.value);
    toymarkRecorded({
      act,
      name: (element.computedName ?? '').trim().replaceAll(/\s+/g, ' ').slice(0, 300),
      role: element.computedRole ?? '',
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
