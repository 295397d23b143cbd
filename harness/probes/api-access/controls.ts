import { shapeOf } from '../shared/service/content.ts';
import type { Answered } from '../shared/service/client.ts';
import type { Rehearsed } from '../shared/service/rehearsal.ts';
import type { Observation } from './probe.ts';

type Control = Observation['controls'][number];

/** Answered with success, and in the form of the control: what was asked for was done. */
export const tookAs = (control: Answered, answer: Answered): boolean =>
  answer.status >= 200 &&
  answer.status < 300 &&
  answer.status === control.status &&
  (shapeOf(control.text) === undefined ? answer.text === control.text : shapeOf(answer.text) === shapeOf(control.text));

/** The row of a call that the family made. */
export const controlRow = ({ call, answer, marks, distinct }: Rehearsed, id: string): Control => ({
  id: `${id}/${call.id}`,
  api: call.api,
  call: call.id,
  does: call.does,
  public: call.public !== undefined,
  status: answer.status,
  marks,
  changed: null,
  distinct,
});
