import type { Incident } from '../product-incident.ts';

export const incident: Incident = {
  made: ['anybody-signs-tokens', 'removed-and-still-in'],
  known: `The service gave out a token and never checked it, so that everything of any family could be read. Filled in: the calls, and that
    somebody who was removed from a family still sees it. That nothing was encrypted on the way is not shown.`,
};
