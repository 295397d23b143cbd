import type { Page } from 'puppeteer-core';
import type { JourneyStep } from '../../../schemas/types.ts';
import type { PageDocument } from './in-page.ts';
import type { Rows } from './take-journey.ts';

declare const document: PageDocument;

const asking = ['consent-asked', 'sharing-asked', 'choice-asked'] as const;

/** The boxes, buttons and lists of a page on which a step asks for consent, sharing or a choice. */
export async function controlRows(
  page: Page,
  { step, number, journey }: { readonly step: JourneyStep; readonly number: number; readonly journey: string },
): Promise<Rows['controls']> {
  const asks = asking.find((mark) => step.marks?.includes(mark) === true);
  if (asks === undefined) return [];
  const found = await page.evaluate(controls).catch(() => []);
  return found.map((control, index) => ({
    id: `${journey}/q${number}.${index + 1}`,
    journey,
    step: number,
    asks,
    ...control,
  }));
}

const controls = () =>
  [
    ...document.querySelectorAll(
      'input:not([type=hidden]), select, textarea, button, [role=switch], [role=checkbox], [role=radio]',
    ),
  ]
    .filter((element) => element.checkVisibility())
    .slice(0, 200)
    .map((element) => {
      const [label] = element.labels ?? [];
      const text = element.getAttribute('aria-label') ?? label?.textContent ?? element.textContent ?? '';
      const boxes = element.type === 'checkbox' || element.type === 'radio';
      const aria = element.getAttribute('aria-checked');
      return {
        role: (
          element.getAttribute('role') ??
          (element.tagName === 'INPUT' ? (element.type ?? 'text') : element.tagName.toLowerCase())
        ).slice(0, 60),
        name: text.trim().replaceAll(/\s+/g, ' ').slice(0, 500),
        checked: boxes ? (element.checked ?? false) : aria === null ? null : aria === 'true',
        required: element.required === true || element.getAttribute('aria-required') === 'true',
      };
    });
