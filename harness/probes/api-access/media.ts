import { setTimeout as sleep } from 'node:timers/promises';
import { passTime } from '../shared/service/clock.ts';
import { pick } from '../shared/service/content.ts';
import type { Desk, Family } from '../shared/service/family.ts';
import type { Observation, Part } from './probe.ts';
import { mediumAt } from '../shared/service/medium.ts';
import { controlRow } from './controls.ts';
import { rehearse, settle } from '../shared/service/rehearsal.ts';

type Medium = Observation['media'][number];
type Folder = Observation['folders'][number];

/** Addresses of media: asked for without credentials, as another family, after their term, and folder by folder. */
export async function observeMedia(desk: Desk): Promise<Part> {
  const owner = await settle(desk);
  const rehearsed = await rehearse(desk, owner);
  const other = await settle(desk);
  const prefix = `${desk.api.id}/media`;
  const found = rehearsed.flatMap(({ call, answer }) => {
    const address = call.media === undefined ? undefined : pick(answer.text, call.media);
    return address === undefined ? [] : [{ call, address }];
  });
  const seen: Seen[] = [];
  const media: Medium[] = [];
  const folders: Folder[] = [];
  for (const { call, address } of found) {
    const id = `${prefix}/${call.id}`;
    const { bytes, row } = await observeMedium(desk, address, { owner, other });
    seen.push({ call: call.id, address, bytes });
    media.push({
      id,
      api: desk.api.id,
      call: call.id,
      ...(call.transcript === true ? { transcript: true } : {}),
      ...row,
    });
    folders.push(...(await observeFolders(desk, address, { id, there: bytes.length > 0 })));
  }
  const late = (await passTerm(desk, owner)) ? await afterTerm(desk, seen) : new Map<string, boolean>();
  return {
    controls: rehearsed.map((one) => controlRow(one, prefix)),
    media: media.map((medium) => ({ ...medium, afterTerm: late.get(medium.call) ?? null })),
    folders,
  };
}

interface Seen {
  readonly call: string;
  readonly address: string;
  /** What the family itself was given; empty where nothing. */
  readonly bytes: Buffer;
}

type Two = { readonly owner: Family; readonly other: Family };

async function observeMedium(desk: Desk, address: string, { owner, other }: Two) {
  const url = new URL(address, 'https://invalid');
  const bare = `${url.origin}${url.pathname}`;
  const bytes = (await mediumAt(desk, owner, address)) ?? Buffer.alloc(0);
  const gives = async (where: string, credential?: string) => {
    const answer = await desk.client.fetch(where, credential);
    return answer === undefined ? null : bytes.length > 0 && answer.body.equals(bytes);
  };
  const stripped = await gives(bare);
  const signed = url.search !== '' && stripped === false;
  const row = {
    host: url.host,
    declaredHost: desk.client.endpointOf(address) !== undefined,
    signed,
    controlBytes: bytes.length,
    bare: stripped,
    foreign: await gives(bare, other.credential),
    whole: await gives(address),
    afterTerm: null,
    termSeconds: desk.api.mediaSeconds ?? null,
  };
  return { bytes, row };
}

const longestWait = 120;

/** Waits for the term, by the service's clock, where the manufacturer declares one. */
async function passTerm(desk: Desk, owner: Family): Promise<boolean> {
  const { mediaSeconds } = desk.api;
  if (mediaSeconds === undefined || (await passTime(desk, owner, (mediaSeconds + 1) / 3600)))
    return mediaSeconds !== undefined;
  if (mediaSeconds > longestWait) return false;
  await sleep((mediaSeconds + 1) * 1000, undefined, { signal: desk.observing.signal });
  return true;
}

async function afterTerm(desk: Desk, seen: readonly Seen[]) {
  const late = new Map<string, boolean>();
  for (const { call, address, bytes } of seen) {
    const answer = await desk.client.fetch(address);
    if (answer !== undefined) late.set(call, answer.status === 200 && bytes.length > 0 && answer.body.equals(bytes));
  }
  return late;
}

/** Cuts the address back, folder by folder, and looks for the name of what is in it. */
async function observeFolders(
  desk: Desk,
  address: string,
  { id: medium, there }: { readonly id: string; readonly there: boolean },
): Promise<readonly Folder[]> {
  const { origin, pathname } = new URL(address);
  const parts = pathname.split('/').filter((part) => part !== '');
  const rows: Folder[] = [];
  for (let depth = parts.length - 1; depth >= 0; depth--) {
    const folder = `${origin}/${parts
      .slice(0, depth)
      .map((part) => `${part}/`)
      .join('')}`;
    const answer = await desk.client.fetch(folder);
    const within = decodeURIComponent(parts[depth] ?? '');
    const asked = parts.slice(0, depth).includes(within);
    const lists = answer === undefined || !there ? null : answer.status < 400 && !asked && answer.text.includes(within);
    rows.push({
      id: `${medium}/folder-${depth}`,
      api: desk.api.id,
      medium,
      depth,
      status: answer?.status ?? null,
      lists,
    });
  }
  return rows;
}
