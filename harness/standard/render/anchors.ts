const requirement = /^([A-Z]{2,5})-[1-9][0-9]?(?:-[1-9][0-9]?)?$/;

/** Anything that has an anchor beside requirements, their test cases and groups, whose anchor is their id. */
export type Kind = 'clause' | 'crosswalk' | 'edition' | 'feature' | 'incident' | 'instrument' | 'limit' | 'term';

/**
 * The anchor of a thing: its kind and its id, with every other character spelled by its code, so that two ids never
 * share one and a link stays good as long as the id does.
 */
export function anchorOf(kind: Kind, id: string): string {
  return `${kind}-${id.replace(/[^A-Za-z0-9.-]/gu, (character) => `_${(character.codePointAt(0) ?? 0).toString(16)}_`)}`;
}

/** Whether a word has the form of a requirement's or a test case's id; its group. */
export const groupOf = (id: string): string | undefined => requirement.exec(id)?.[1];

/** The page of the site that holds a requirement, a test case or a group. */
export const groupPage = (group: string): string => `${group.toLowerCase()}.html`;
