import { anchorOf, type Kind } from './anchors.ts';
import type { Context } from './context.ts';
import type { Provision } from './manuscript.ts';
import type { Setting } from './markdown.ts';

const kinds: readonly Kind[] = ['clause', 'feature', 'term', 'incident', 'instrument', 'crosswalk'];

/** How texts are rendered here: what they name by id becomes a link; the limits are those of the requirement. */
export function settingFor({ href }: Context, provision?: Provision): Setting {
  const resolve = (id: string) =>
    href(id) ?? kinds.map((kind) => href(anchorOf(kind, id))).find((address) => address !== undefined);
  if (provision === undefined) return { resolve };
  const { requirement, limits } = provision;
  return { resolve, limits: { values: limits, href: href(anchorOf('limit', requirement.id)) } };
}
