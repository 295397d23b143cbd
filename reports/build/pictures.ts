import type { Observations, Report } from '../../schemas/types.ts';

type Web = Observations['web-session'];
type Pictures = NonNullable<Report['pictures']>;

const most = 24;

/**
 * The pages that a report shows, each once: where something became true, and where each declared journey ended. Undefined
 * where no picture was taken. Pictures with values of the family in them are never among them.
 */
export function picturesOf(web: Web | undefined): Pictures | undefined {
  if (web === undefined) return undefined;
  const declared = new Set(web.journeys.filter(({ variation }) => variation === undefined).map(({ id }) => id));
  const seen = web.steps.filter(({ journey, picture }) => picture !== undefined && declared.has(journey));
  const last = new Map(seen.map(({ journey, id }) => [journey, id]));
  const told = seen.filter(({ id, journey, marks }) => marks.length > 0 || last.get(journey) === id);
  const pictures = new Map<string, Pictures[number]>();
  for (const { journey, step, verb, marks, picture = '', original, blurred } of told)
    if (!pictures.has(picture))
      pictures.set(picture, {
        journey,
        step,
        after: verb,
        marks: [...marks],
        blurred: original !== undefined,
        ...(blurred === undefined ? {} : { values: [...blurred] }),
        picture,
      });
  return pictures.size === 0 ? undefined : [...pictures.values()].slice(0, most);
}
