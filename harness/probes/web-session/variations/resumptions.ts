import type { Page } from 'puppeteer-core';
import type { JourneyStep } from '../../../../schemas/types.ts';
import { act } from '../act.ts';
import type { Visit } from '../family.ts';
import type { Recording } from '../recording.ts';
import { verbOf } from '../control.ts';
import { comeToRest } from '../rest.ts';
import { stepsOf } from '../steps-of.ts';
import type { Mark } from '../standing.ts';
import { isAct, type Journey, type Rows, type Taken } from '../take-journey.ts';
import { filledIn, wordsOf } from '../words.ts';
import { otherFamilies } from './leave.ts';
import { another, vary } from './vary.ts';

type Row = Rows['resumptions'][number];

/** Addresses of later steps that are tried at most. */
const mostAddresses = 6;

/** Milliseconds in which a page comes to rest, and then shows what a step needs or does not. */
const patience = { rest: { quiet: 100, most: 5000 }, step: 300 };

/**
 * Signs up a second family, stops before consent, and tries to make the profile of a child all the same: after reloading,
 * after going back, in a second window, and at the addresses of later steps, once these are known. Where that family does not
 * come as far as consent, nothing of what lies behind it is shown: then it is told where it stopped.
 */
export async function resume(visit: Visit, later: Promise<readonly string[]>): Promise<Partial<Rows>> {
  const of = (kind: Journey['kind']) => visit.journeys.find((journey) => journey.kind === kind);
  const [signUp, consent, profile] = [of('sign-up'), of('consent-as-guardian'), of('child-profile')];
  if (signUp === undefined || consent === undefined || profile === undefined) return {};
  const asked = consent.steps.findIndex(({ marks }) => marks?.includes('consent-given') === true);
  if (asked === -1) return {};
  const steps = [...stepsOf(signUp, visit.journeys), ...consent.steps.slice(0, asked)].map(withoutNames);
  const rows: Row[] = [];
  const room = await visit.laboratory.room();
  const { recording } = room;
  const attempt = async (way: Row['way'], page: Page, address?: string) => {
    const reached = await makeProfile({ page, recording, visit }, profile);
    const path = (address ?? new URL(page.url()).pathname).slice(0, 2000);
    rows.push({ id: `${profile.id}/w${rows.length + 1}`, journey: profile.id, way, address: path, reached });
  };
  const afterwards = async (page: Page, { stopped: early }: Taken) => {
    if (early !== undefined) return;
    const stopped = page.url();
    await page.reload({ timeout: 5000 }).catch(() => undefined);
    await attempt('reload', page);
    await page.goto(stopped, { timeout: 5000 }).catch(() => undefined);
    await page.goBack({ timeout: 5000 }).catch(() => undefined);
    await attempt('back', page);
    const second = await page.browserContext().newPage();
    await second.goto(visit.part.url, { timeout: 5000 }).catch(() => undefined);
    await attempt('second-window', second);
    for (const address of (await later).slice(0, mostAddresses)) {
      await second.goto(new URL(address, visit.part.url).href, { timeout: 5000 }).catch(() => undefined);
      await attempt('later-address', second, address);
    }
  };
  const change = { typed: another(otherFamilies['broken-off']) };
  try {
    const { taken, row } = await vary({ visit, journey: consent, steps, name: 'broken-off', change, room, afterwards });
    return taken.stopped === undefined ? { resumptions: rows } : { journeys: [row] };
  } finally {
    room.close();
  }
}

// Another family is not greeted by the names of the declared one.
const withoutNames = (step: JourneyStep): JourneyStep =>
  !isAct(step) && verbOf(step).target.includes('{') ? { ...step, optional: true, seconds: 1 } : step;

interface Walking {
  readonly page: Page;
  readonly recording: Recording;
  readonly visit: Visit;
}

// From the first field on where its page is open; otherwise from the beginning.
async function makeProfile(walking: Walking, profile: Journey): Promise<Mark[]> {
  const first = Math.max(
    0,
    profile.steps.findIndex(({ fill }) => fill !== undefined),
  );
  const straight = await walk(walking, profile.steps.slice(first));
  return straight.length > 0 ? straight : await walk(walking, profile.steps);
}

async function walk({ page, recording, visit }: Walking, steps: readonly JourneyStep[]): Promise<Mark[]> {
  const { part, laboratory, observing } = visit;
  const reached: Mark[] = [];
  for (const step of steps) {
    await comeToRest(page, recording, patience.rest);
    const { text } = wordsOf(step.with ?? '', observing);
    const until = performance.now() + patience.step;
    try {
      await act(filledIn(step, observing), {
        page,
        origin: part.url,
        folder: laboratory.folder,
        text,
        atOnce: true,
        until,
      });
    } catch {
      return reached;
    }
    reached.push(...(step.marks ?? []));
  }
  return reached;
}
