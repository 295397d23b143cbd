import { setMaxListeners } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import { parse, stringify } from 'yaml';
import { load, loadText } from '../../schemas/load.ts';
import { UserError } from '../../schemas/problem.ts';
import type { Declaration, Ixit } from '../../schemas/types.ts';
import { apiFrom } from './api-from.ts';
import { observingOf } from './journey-run.ts';
import { scratch } from '../development/peer.ts';
import { probe } from '../probes/api-access/probe.ts';
import type { PlayroomManners } from '../reference-toy/playroom/manners.ts';
import { RecordingApp, startPlayroom } from './api.fixture.ts';

type Tables = Required<Pick<Ixit, 'apis' | 'apiCalls'>>;

const defects: readonly Partial<PlayroomManners>[] = [
  {},
  { asksForToken: false },
  { checksSignature: false },
  { checksOwnerOnRead: false, checksOwnerOnChange: false },
  { listsOwnOnly: false },
  { endsOnSignOut: false },
  { endsOnPasswordChange: false },
];

/** What strangers got or changed, by request and credentials. */
async function found(folder: string, manners: Partial<PlayroomManners>, tables?: Tables) {
  const playroom = await startPlayroom(folder, manners);
  try {
    const observing = observingOf(playroom.papers.declaration, playroom.papers.bench);
    const signal = AbortSignal.timeout(120_000);
    setMaxListeners(0, signal);
    const { declaration } = observing;
    const ixit = { ...declaration.ixit, ...tables };
    const rows = new Set<string>();
    const asked = new Set<string>();
    for (const topic of ['sessions', 'families']) {
      const target = { id: `playroom/${topic}`, units: [], occupies: [], estimatedSeconds: 1, limitSeconds: 60 };
      const { attempts } = await probe.observe(target, { ...observing, signal, declaration: { ...declaration, ixit } });
      for (const { call, credentials, control, marks, changed } of attempts) {
        const request = ixit.apiCalls.find(({ id }) => id === call)?.request;
        const named = `${request?.method} ${request?.path} ${credentials}`;
        if (control) asked.add(named);
        if (control && ((marks ?? 0) > 0 || changed === true)) rows.add(named);
      }
    }
    return { rows, asked };
  } finally {
    playroom.stop();
  }
}

describe("the calls of Pip's Playroom, recorded from a program", function () {
  this.timeout(120_000);
  const { folder, remove } = scratch();
  const file = (name: string) => join(folder, name);
  let tables: Tables;
  let text = '';
  let tokens: readonly string[] = [];

  before(async () => {
    const playroom = await startPlayroom(folder);
    const app = new RecordingApp(playroom);
    const { child = {} } = load('bench', playroom.papers.bench).value;
    const { guardianEmail = '', firstName = '', birthday = '' } = child;
    await app.family(guardianEmail, { firstName, birthday });
    await app.family('other.marshlight@mail.example', { firstName: 'Owlbert', birthday: '2018-01-30' });
    await app.close();
    playroom.stop();
    writeFileSync(file('app.har'), app.har);
    tokens = [...app.har.matchAll(/eyJ[\w.-]{40,}/g)].map(([token]) => token);
    apiFrom([file('app.har')], { service: 'playroom', bench: playroom.papers.bench, out: file('apis.yaml') });
    text = readFileSync(file('apis.yaml'), 'utf8');
    tables = parse(text) as Tables;
  });
  after(remove);

  it('are written without a password, a token, a code or a name of the family', () => {
    expect(tokens).to.not.be.empty;
    for (const secret of [...tokens, 'quiet bear', 'Quillfeather', 'Owlbert', '@mail.example', '2019-02-27'])
      expect(text).to.not.include(secret);
  });

  it('are each there once, whoever made them, with objects as names that earlier answers give', () => {
    const called = tables.apiCalls.map(({ request, does }) => `${does} ${request.method} ${request.path}`);
    expect(called).to.have.members([
      ...['sign-up POST /api/sign-up', 'sign-in POST /api/sign-in', 'sign-out POST /api/sign-out'],
      ...['read GET /api/me', 'list GET /api/family', 'export GET /api/export'],
      ...['create POST /api/children', 'list GET /api/children', 'read GET /api/children/{child}'],
      ...['create POST /api/children/{child}/messages', 'list GET /api/children/{child}/messages'],
      ...['create POST /api/children/{child}/drawings', 'list GET /api/children/{child}/drawings'],
      ...['change PATCH /api/children/{child}', 'delete DELETE /api/messages/{message}'],
      ...['delete DELETE /api/children/{child}', 'change-password POST /api/password', 'erase DELETE /api/account'],
    ]);
    const add = tables.apiCalls.find(({ id }) => id === 'create-children');
    expect(add).to.deep.include({ keeps: { child: 'id' }, state: 'list-children' });
    const draw = tables.apiCalls.find(({ id }) => id === 'create-drawings');
    expect(draw).to.deep.include({
      media: 'address',
      request: { method: 'POST', path: draw!.request.path, picture: 'image/png' },
    });
  });

  it('tell how an account is made, with what comes by mail', () => {
    const [join] = tables.apis[0]!.join;
    expect(join!.steps.map(({ request, mail }) => request?.path ?? Object.values(mail ?? {}).join())).to.deep.equal([
      ...['/api/sign-up', 'Your code is ', '/api/confirm'],
      ...['/api/consent', 'Your code is ', '/api/consent/confirm'],
    ]);
    expect(tables.apis[0]!.token).to.deep.equal({ in: 'bearer', field: 'token' });
  });

  it('are no part of a declaration before somebody has consented, and then fit it', async () => {
    const playroom = await startPlayroom(folder);
    playroom.stop();
    const { value } = load('declaration', playroom.papers.declaration);
    const whole = (given: Tables): Declaration => ({ ...value, ixit: { ...value.ixit, ...given } });
    const read = (given: Tables) => loadText('declaration', 'declaration.yaml', stringify(whole(given)));
    expect(() => read(tables)).to.throw(UserError, 'consent');
    const [api] = tables.apis;
    tables = { ...tables, apis: [{ ...api!, consent: { by: 'Example Toys Ltd', on: '2026-10-05' } }] };
    expect(read(tables).value.ixit.apiCalls).to.have.length(18);
  });

  for (const manners of defects)
    it(`find what the declared calls find: ${JSON.stringify(manners)}`, async () => {
      const declared = await found(folder, manners);
      const modelled = await found(folder, manners, tables);
      const comparable = [...declared.rows].filter((row) => modelled.asked.has(row));
      expect([...modelled.rows].filter((row) => declared.asked.has(row)).sort()).to.deep.equal(comparable.sort());
      expect(modelled.rows.size > 0).to.equal(Object.keys(manners).length > 0);
    });
});
