import { describe, it } from 'mocha';
import { grouped } from '../../grouped.ts';
import { eachRow, evidence, expect, inconclusive } from '../../vocabulary.ts';
import { changedNothing } from '../foreign-requests.ts';

describe('NET-9 A web interface opens only to a session', () => {
  it('NET-9-1 every path beyond the login needs a session', () => {
    const { ixit } = evidence('declaration');
    const { interfaces, paths, foreignRequests } = evidence('http-surface');
    const services = new Map(interfaces.map(({ id, service }) => [id, service]));
    const serviceOf = (id: string) => services.get(id);
    const declaredAt = grouped(ixit.webPaths, ({ path }) => path);
    const withoutASession = grouped(
      foreignRequests.filter(({ variation }) => variation === 'no-session'),
      ({ webPath }) => webPath,
    );
    const forgotten = ixit.webPaths.filter(
      ({ service, path }) => !paths.some((row) => row.path === path && serviceOf(row.interface) === service),
    );
    const observed = new Map(paths.map((row) => [row.id, row]));
    eachRow<{ readonly id: string }>([...paths, ...forgotten], ({ id }) => {
      const row = observed.get(id);
      if (row === undefined) inconclusive(`the declared path ${id} was not asked for`);
      const { path, withSession, withoutSession, sameBody, asksForLogin } = row;
      const declared = declaredAt(path).find(({ service }) => service === serviceOf(row.interface));
      changedNothing(declared === undefined ? [] : withoutASession(declared.id), 'somebody without a session');
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
