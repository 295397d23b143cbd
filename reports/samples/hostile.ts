import type { Report } from '../../schemas/types.ts';
import { validate } from '../../schemas/validate.ts';

/** What a device might send: markup, a policy breaker, control characters, a change of direction, a surrogate pair. */
export const hostileText =
  '"\'><img src=x onerror=alert(1)></style><script>alert(2)</script>&lt;|`${x}`\u0000\u001b[31m\u202e\u2066\ud83e\uddf8]]>\n**x**';

/** The report with every text replaced that its schema leaves free. */
export function hostileReport(report: Report): Report {
  const copy = structuredClone(report);
  corrupt(copy, copy);
  return copy;
}

function corrupt(node: object, whole: Report): void {
  for (const [name, value] of Object.entries(node) as [string, unknown][]) {
    if (value !== null && typeof value === 'object') corrupt(value, whole);
    if (typeof value !== 'string') continue;
    Object.assign(node, { [name]: hostileText });
    if (validate('report', whole).length > 0) Object.assign(node, { [name]: value });
  }
}
