import type { Observations } from '../../../schemas/types.ts';
import { NotObserved, type Observing, type Planning, type Probe, type Target } from '../../gather/probe.ts';
import { observePart } from './family.ts';

/** Follows a family through the companion pages in a real browser, and writes down what was sent, kept and shown. */
export const probe: Probe<'web-session'> = { version: '1.1.3', targets, observe };

function targets({ declaration }: Planning): readonly Target[] {
  const { parts } = declaration.product;
  const pages = parts.filter(({ kind, url }) => kind === 'web-app' && url !== undefined && URL.canParse(url));
  return pages.map(({ id }) => {
    const journeys = declaration.ixit.journeys.filter(({ part }) => part === id);
    const steps = journeys.reduce((sum, journey) => sum + journey.steps.length, 0);
    return {
      id,
      units: [],
      occupies: [`browser:${id}`],
      estimatedSeconds: 10 + Math.ceil(steps / 3),
      limitSeconds: 300 + 60 * steps,
    };
  });
}

async function observe(target: Target, observing: Observing): Promise<Observations['web-session']> {
  const part = observing.declaration.product.parts.find(({ id }) => id === target.id);
  if (part?.url === undefined) throw new NotObserved('input-missing', `${target.id} has no address`);
  return observePart({ id: part.id, url: part.url }, observing);
}
