import { describe, it } from 'mocha';
import type { HttpSurfaceObservation } from '../../../schemas/types.ts';
import { eachRow, evidence, expect, inconclusive } from '../../vocabulary.ts';

type ForeignRequest = HttpSurfaceObservation['foreignRequests'][number];

const foreign = { 'foreign-origin': 'another site', 'foreign-host': 'a foreign host name' } as const;

/** Fails where a request changed the state; a state that could not be read says nothing. */
function changedNothing(requests: readonly ForeignRequest[], what: string): void {
  for (const { changed, before, after, interface: at } of requests) {
    const said = `a request from ${what} changed the state of ${at} from ${before} to ${after}`;
    expect(changed, said).not.to.equal(true);
    if (changed === null) inconclusive(`the state of ${at} could not be read before and after`);
  }
}

describe('NET-6 Web interfaces on the toy protect themselves', () => {
  it('NET-6-1 a request with a foreign Host or Origin header changes nothing', () => {
    const { ixit } = evidence('declaration');
    const { foreignRequests } = evidence('http-surface');
    const changing = ixit.webPaths.filter(({ changes }) => changes !== undefined);
    const judge = ({ id }: { readonly id: string }) => {
      const of = (variation: string) =>
        foreignRequests.filter((request) => request.webPath === id && request.variation === variation);
      for (const [variation, words] of Object.entries(foreign)) changedNothing(of(variation), words);
      const untried = Object.keys(foreign).filter((variation) => of(variation).length === 0);
      if (untried.length > 0) inconclusive(`${id} was not asked with ${untried.join(' and ')}`);
      const control = new Set(of('own-origin').flatMap((request) => (request.changed ? [request.interface] : [])));
      if (foreignRequests.some((request) => request.webPath === id && !control.has(request.interface)))
        inconclusive(`${id} did not change when its own page asked for it, so nothing was shown`);
    };
    const fixed = ixit.settings.every(({ http }) => http === undefined);
    eachRow(
      changing,
      judge,
      fixed ? { empty: 'no path or setting is declared that a web request changes' } : undefined,
    );
  });

  it('NET-6-2 every path beyond the login needs a session', () => {
    const { ixit } = evidence('declaration');
    const { interfaces, paths, foreignRequests } = evidence('http-surface');
    const serviceOf = (id: string) => interfaces.find((row) => row.id === id)?.service;
    const forgotten = ixit.webPaths.filter(
      ({ service, path }) => !paths.some((row) => row.path === path && serviceOf(row.interface) === service),
    );
    const observed = new Map(paths.map((row) => [row.id, row]));
    eachRow<{ readonly id: string }>([...paths, ...forgotten], ({ id }) => {
      const row = observed.get(id);
      if (row === undefined) inconclusive(`the declared path ${id} was not asked for`);
      const { path, withSession, withoutSession, sameBody, asksForLogin } = row;
      const declared = ixit.webPaths.find(
        (candidate) => candidate.path === path && candidate.service === serviceOf(row.interface),
      );
      changedNothing(
        foreignRequests.filter(({ webPath, variation }) => webPath === declared?.id && variation === 'no-session'),
        'somebody without a session',
      );
      const isPublic = declared?.session === 'public';
      if (withoutSession === null) inconclusive(`${path} of ${row.interface} gave no answer without a session`);
      const open = !isPublic && withoutSession >= 200 && withoutSession < 300 && asksForLogin !== true;
      const same = sameBody === true ? ', with the same page' : '';
      expect(open, `${path} of ${row.interface} answered ${withoutSession} without a session${same}`).to.be.false;
      if (declared !== undefined && !isPublic && !(withSession !== null && withSession < 400))
        inconclusive(`${path} of ${row.interface} did not open with a session either`);
    });
    const unreached = interfaces.filter(({ reached, sessionOpened }) => !reached || !sessionOpened);
    if (unreached.length > 0) inconclusive(`no session was opened on ${unreached.map(({ id }) => id).join(', ')}`);
  });
});
