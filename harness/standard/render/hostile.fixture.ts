import { validate } from '../../../schemas/validate.ts';
import type { Manuscript } from './manuscript.ts';

/** What an enemy could write into a text: markup, script addresses, an event, entities, a change of direction. */
export const hostileText = [
  '"\'><img src=x onerror=alert(1)></style><script>alert(2)</script><!--',
  '[run](javascript:alert(3)) ![see](https://evil.example/x.png) <javascript:alert(4)>',
  '[data](data:text/html,<script>alert(5)</script>) [title](https://a.example "x" onmouseover=alert(6))',
  '&#x202e;&lt;b&gt; `</code><script>alert(7)</script>` {constructor} \u202e\u2066\u0007 ]]> **bold** SHALL',
].join(' ');

/** The manuscript with every text replaced that the schemas leave free. */
export function hostileManuscript(manuscript: Manuscript): Manuscript {
  const copy = structuredClone(manuscript);
  for (const { requirement } of copy.provisions) corrupt(requirement, () => validate('requirement', requirement));
  for (const clause of copy.clauses) corrupt(clause, () => validate('clause', clause));
  for (const crosswalk of copy.crosswalks) corrupt(crosswalk, () => validate('crosswalk', crosswalk));
  const { groups, features, terms, incidents, instruments, edition } = copy;
  const bare = instruments.map(({ id, title, about }) => ({ id, title, about }));
  corrupt(groups, () => validate('groups', { groups }));
  corrupt(features, () => validate('features', { features }));
  corrupt(terms, () => validate('glossary', { terms }));
  corrupt(incidents, () => validate('incidents', { incidents }));
  corrupt(bare, () => validate('instruments', { instruments: bare }));
  corrupt(edition, () => validate('edition', edition));
  return { ...copy, instruments: bare.map((instrument) => ({ ...instrument, built: false })) };
}

// A shorter piece where the whole does not fit: some fields are lines of eighty characters.
const pieces = [hostileText, hostileText.slice(0, 290), '<img src=x onerror=alert(8)>\u202e', '<b onclick=a()>'];

function corrupt(node: object, misfits: () => readonly unknown[]): void {
  for (const [name, value] of Object.entries(node) as [string, unknown][]) {
    if (value !== null && typeof value === 'object') corrupt(value, misfits);
    if (typeof value !== 'string') continue;
    const fitting = pieces.find((piece) => {
      Object.assign(node, { [name]: piece });
      return misfits().length === 0;
    });
    if (fitting === undefined) Object.assign(node, { [name]: value });
  }
}
