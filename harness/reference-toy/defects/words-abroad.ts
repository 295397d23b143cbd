import type { Defect } from '../defect.ts';
import { all } from '../edit.ts';
import { pagesOf } from '../pages-of.ts';
import { hosts } from '../playroom/hosts.ts';

const { listener } = hosts;

export const defect: Defect = {
  fails: ['DATA-1', 'DATA-2', 'DATA-12'],
  sentence: 'What the child says goes to a company that turns speech into text, and no paper names it.',
  seenBy: ['web-session'],
  journeys: ['sign-up', 'consent', 'child-profile', 'play'],
  change: all(pagesOf({ repeatsWords: true }), ({ bench, pip, ...product }) => ({
    ...product,
    ...{ pip, bench: { ...bench, names: { ...bench.names, [listener]: pip.playroom.address } } },
  })),
};
