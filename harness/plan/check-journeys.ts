import type { Loaded } from '../../schemas/load.ts';
import type { Problem } from '../../schemas/problem.ts';
import type { Declaration, Ixit } from '../../schemas/types.ts';

type Journey = NonNullable<Ixit['journeys']>[number];

/** What keeps declared journeys from being taken: no pages to open, a beginning without end, no order to keep, a secret told. */
export function journeyProblems(declaration: Loaded<Declaration>): readonly Problem[] {
  return [...withoutPages(declaration), ...endless(declaration), ...disorder(declaration), ...shown(declaration)];
}

// Whoever declares a journey and no address would wait for what nobody does.
function withoutPages({ value, where }: Loaded<Declaration>): readonly Problem[] {
  const { journeys = [] } = value.ixit;
  const opened = ({ part }: Journey) =>
    value.product.parts.some(
      ({ id, kind, url }) => id === part && kind === 'web-app' && url !== undefined && URL.canParse(url),
    );
  // Once for each part, whichever of its journeys stands first.
  const first = (part: string) => journeys.findIndex((journey) => journey.part === part);
  return journeys.flatMap((journey, index) =>
    opened(journey) || first(journey.part) !== index
      ? []
      : {
          code: 'CONTRADICTION',
          where: where(['ixit', 'journeys', index, 'part']),
          problem: `the journey ${journey.id} goes through ${journey.part}, which is no web-app with an address`,
          hint: 'Give that part under product.parts kind: web-app, and as url the address of its first page.',
        },
  );
}

function endless({ value, where }: Loaded<Declaration>): readonly Problem[] {
  const { journeys = [] } = value.ixit;
  return journeys.flatMap((journey, index): readonly Problem[] => {
    const why = wrongBeginning(journey, journeys);
    if (why === undefined) return [];
    const problem = `the journey ${journey.id} begins with ${journey.begins ?? ''}, ${why}`;
    const hint = 'Name a journey of the same part that begins by itself, such as the one that signs in.';
    return [{ code: 'CONTRADICTION', where: where(['ixit', 'journeys', index, 'begins']), problem, hint }];
  });
}

function wrongBeginning(journey: Journey, journeys: readonly Journey[]): string | undefined {
  const seen = new Set<string>([journey.id]);
  for (let one = beginning(journey, journeys); one !== undefined; one = beginning(one, journeys)) {
    if (one.part !== journey.part) return `which leads to ${one.id} about ${one.part}, not ${journey.part}`;
    if (seen.has(one.id)) return 'which in the end begins with itself';
    seen.add(one.id);
    if (seen.size > 10) return 'and there are more than ten before that';
  }
  return undefined;
}

const beginning = ({ begins }: Journey, journeys: readonly Journey[]) => journeys.find(({ id }) => id === begins);

// Journeys are taken from top to bottom, so only one above can have ended before.
function disorder({ value, where }: Loaded<Declaration>): readonly Problem[] {
  const { journeys = [] } = value.ixit;
  return journeys.flatMap(({ id, part, after = [] }, index) =>
    after.flatMap((name, place): readonly Problem[] => {
      const above = journeys.slice(0, index).find((other) => other.id === name);
      if (above?.part === part) return [];
      const why = above === undefined ? 'which does not stand above it' : `which is about ${above.part}, not ${part}`;
      return [
        {
          code: 'CONTRADICTION',
          where: where(['ixit', 'journeys', index, 'after', place]),
          problem: `the journey ${id} is to come after ${name}, ${why}`,
          hint: 'Name journeys of the same part that stand further up, or leave "after" out.',
        },
      ];
    }),
  );
}

// What a step names is told in the evidence and in reports; only what it types in is not.
function shown({ value, where }: Loaded<Declaration>): readonly Problem[] {
  const { journeys = [] } = value.ixit;
  return journeys.flatMap(({ id, steps = [] }, index) =>
    steps.flatMap((step, place) =>
      Object.entries(step)
        .filter(([field, words]) => field !== 'with' && String(words).includes('{secret:'))
        .map(([field]) => ({
          code: 'CONTRADICTION',
          where: where(['ixit', 'journeys', index, 'steps', place, field]),
          problem: `the journey ${id} names a credential under ${field}, which reports show`,
          hint: 'Type it into a field of the page: put it under "with".',
        })),
    ),
  );
}
