import { assessor, type Assess } from './assess-run.ts';
import type { Question } from './impact.ts';

/** What the process that shares out the work sends: the question once, then one run after the other. */
export type Order = { readonly question: Question } | { readonly run: string };

/**
 * Judges stored runs in a process of its own, one after the other, and sends back what each came to. It ends when the
 * process that started it lets go of it.
 */
let assess: Promise<Assess> | undefined;

process.on('message', (order: Order) => {
  if ('question' in order) assess = assessor(order.question);
  else void answer(order.run);
});

async function answer(run: string): Promise<void> {
  const judged = await assess?.then((one) => one(run));
  process.send?.(judged);
}
