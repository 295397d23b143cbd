import { html, type Html } from '../../../reports/render/html/template.ts';
import type { Condition } from '../../../schemas/types.ts';
import { anchorOf } from './anchors.ts';
import { enumerated, link, type Context } from './context.ts';

/** When a requirement or a test case applies, as one sentence about the declaration's answers. */
export function appliesSentence(context: Context, subject: string, conditions: readonly Condition[]): Html {
  if (conditions.length === 0) return html`${subject} applies to every product.`;
  return html`${subject} applies where the declaration answers
  ${enumerated(conditions.map((condition) => answer(context, condition)))}.`;
}

/** `yes to camera`, `yes to wifi or camera`, `no to microphone`; brackets where conditions nest deeper. */
function answer(context: Context, condition: Condition): Html {
  if (typeof condition === 'string') return html`yes to ${feature(context, condition)}`;
  if ('not' in condition) return denial(context, condition.not);
  const [parts, word] = 'any' in condition ? [condition.any, 'or'] : [condition.all, 'and'];
  const names = parts.filter((part) => typeof part === 'string');
  if (names.length === parts.length)
    return html`yes to
    ${enumerated(
      names.map((name) => feature(context, name)),
      word,
    )}`;
  return html`(${enumerated(
    parts.map((part) => answer(context, part)),
    word,
  )})`;
}

function denial(context: Context, denied: Condition): Html {
  if (typeof denied === 'string') return html`no to ${feature(context, denied)}`;
  return html`not ${answer(context, denied)}`;
}

const feature = (context: Context, name: string): Html =>
  link(context, anchorOf('feature', name), html`<code>${name}</code>`);
