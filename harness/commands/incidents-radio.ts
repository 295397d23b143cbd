import { join } from 'node:path';
import { radioGroup, type RadioToy } from '../reference-toy/incidents/incident.ts';
import { stageIncident } from '../reference-toy/incidents/stage-incident.ts';
import { declared } from '../../schemas/declared.ts';
import { examinerFor } from './examiner-for.ts';
import { gatherRun } from './gather-run.ts';
import { judgeToys, type Judging, type JudgedToy } from './incidents-judge.ts';
import { startRun } from './plan-run.ts';

/** Toys that are switched on at once. */
const lanes = 4;

/** Takes toys through what is judged over the air, several at once. */
export async function judgeRadios(toys: readonly RadioToy[], judging: Judging): Promise<readonly JudgedToy[]> {
  await gatherRadios(toys, judging);
  if (judging.interrupt.aborted) return [];
  return judgeToys(
    toys.map(({ id }) => id),
    judging.folder,
  );
}

/** Gathers what is judged over the air from toys, several at once. */
export async function gatherRadios(toys: readonly RadioToy[], { folder, interrupt, done }: Judging): Promise<void> {
  const waiting = [...toys];
  const giveUp = (error: unknown): never => {
    waiting.length = 0;
    throw error;
  };
  const lane = async () => {
    for (let next = waiting.shift(); next !== undefined && !interrupt.aborted; next = waiting.shift()) {
      await gatherFrom(next, join(folder, next.id), interrupt).catch(giveUp);
      done(next.id);
    }
  };
  await Promise.all(Array.from({ length: Math.min(lanes, toys.length) }, lane));
}

async function gatherFrom(incident: RadioToy, folder: string, interrupt: AbortSignal): Promise<void> {
  const toy = await stageIncident(incident, join(folder, 'toy'));
  try {
    const { declaration: declarationFile, bench: benchFile, answers } = toy.documents;
    const { run, planned } = await startRun(folder, { declarationFile, benchFile }, { only: radioGroup });
    const declaration = declared(planned.declaration.value);
    const quiet = { signal: interrupt, interrupt: () => undefined };
    const { examiner, operator } = await examinerFor({ answers, declaration }, quiet);
    await gatherRun(run, { examiner, operator, on: () => undefined, interrupt });
  } finally {
    await toy.stop();
  }
}
