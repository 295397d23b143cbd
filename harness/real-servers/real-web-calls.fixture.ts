import type { Ixit } from '../../schemas/types.ts';
import { secrets, type Application, type Name } from './real-web.fixture.ts';

type Declared = Pick<Ixit, 'apis' | 'apiCalls'>;
type Api = NonNullable<Ixit['apis']>[number];
type Call = NonNullable<Ixit['apiCalls']>[number];

const send = (method: Call['request']['method'], path: string, json?: object): Call['request'] => ({
  ...{ method, path },
  ...(json && { json: json }),
});
const user = { username: 'guardian', password: secrets.account };
const api = (rest: Pick<Api, 'token' | 'join'>): Api => ({
  ...{ id: 'app', service: 'app', consent: { by: 'Example Toys Ltd', on: '2026-10-05' } },
  ...rest,
});
const call = (id: string, does: Call['does'], rest: Omit<Call, 'id' | 'api' | 'does'>): Call => ({
  ...{ id, api: 'app', does },
  ...rest,
});

/** The calls of each application, as its own documentation and source tell them. */
export const calls: Readonly<Record<Name, (application: Application) => Declared>> = {
  // One account for everybody: its flows are shared.
  'node-red': () => {
    const opening = { client_id: 'node-red-editor', grant_type: 'password', scope: '*', ...user };
    const signIn = send('POST', '/auth/token', opening);
    return {
      apis: [
        api({
          token: { in: 'bearer', field: 'access_token' },
          join: [{ id: 'own', steps: [{ request: signIn, opens: true }] }],
        }),
      ],
      apiCalls: [
        call('add', 'create', { request: send('POST', '/flow', { label: '{firstName}', nodes: [] }), state: 'list' }),
        call('list', 'list', { request: send('GET', '/flows') }),
        call('in', 'sign-in', { request: signIn }),
        call('out', 'sign-out', { request: send('POST', '/auth/revoke', { token: '{credential}' }) }),
      ],
    };
  },
  // One account for everybody: whoever signs in reads every key.
  'redis-commander': ({ behind }) => {
    const signIn = { method: 'POST', path: '/signin', form: user } as const;
    const key = `R:127.0.0.1:${behind}:0/{email}`;
    const words = { keyType: 'string', stringValue: '{phrase}' };
    return {
      apis: [
        api({
          token: { in: 'bearer', field: 'bearerToken' },
          join: [{ id: 'own', steps: [{ request: signIn, opens: true }] }],
        }),
      ],
      apiCalls: [
        call('add', 'create', { request: { method: 'POST', path: `/apiv2/key/${key}`, form: words }, state: 'list' }),
        call('list', 'read', { request: send('GET', `/apiv2/key/${key}`) }),
        call('in', 'sign-in', { request: signIn }),
      ],
    };
  },
  // Accounts of their own; a package that one of them published is everybody's who has an account.
  verdaccio: () => {
    // The same call makes an account and signs in to it.
    const account = { name: '{username}', password: '{password}' };
    const signIn = send('PUT', '/-/user/org.couchdb.user:{username}', account);
    return {
      apis: [
        api({
          token: { in: 'bearer', field: 'token' },
          join: [
            {
              id: 'own',
              steps: [{ request: signIn, opens: true }],
            },
          ],
        }),
      ],
      apiCalls: [
        call('own', 'read', { request: send('GET', '/-/npm/v1/user') }),
        call('add', 'create', { request: send('PUT', '/{username}', packageOf('{username}')), state: 'list' }),
        call('list', 'read', { request: send('GET', '/{username}') }),
        call('in', 'sign-in', { request: signIn }),
        call('out', 'sign-out', { request: send('DELETE', '/-/user/token/{credential}') }),
      ],
    };
  },
};

function packageOf(name: string): object {
  const version = {
    name,
    version: '1.0.0',
    description: '{phrase}',
    dist: { tarball: 'https://packages.example/story-1.0.0.tgz' },
  };
  const attached = { content_type: 'application/octet-stream', data: 'AA==', length: 1 };
  return {
    ...{ _id: name, name, description: '{phrase}', 'dist-tags': { latest: '1.0.0' } },
    versions: { '1.0.0': version },
    _attachments: { 'story-1.0.0.tgz': attached },
  };
}
