import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Server as SecureServer } from 'node:https';
import { accountRoutes } from './api/accounts.ts';
import { familyRoutes } from './api/families.ts';
import { leavingRoutes } from './api/leaving.ts';
import { peopleRoutes } from './api/people.ts';
import { shopRoutes } from './api/shop.ts';
import { thingRoutes } from './api/things.ts';
import { json, seeOther, type Answer, type Asked, type Refused, type Routes } from './asked.ts';
import { hosts } from './hosts.ts';
import { liveTalk } from './live.ts';
import { mediaRoutes } from './media.ts';
import { consoleRoutes, listenerRoutes, postRoutes, Provider, providerRoutes, storytellerRoutes } from './others.ts';
import { accountPages } from './pages/account.ts';
import { familyPages } from './pages/family.ts';
import { frontPages } from './pages/front.ts';
import { escaped, page } from './pages/layout.ts';
import { postPages, providerPages } from './pages/others.ts';
import { outsidePages } from './pages/outside.ts';
import { playPages } from './pages/play.ts';
import { Room, type RoomSettings } from './room.ts';
import { answer, type Hosts } from './route.ts';

/** Lets a server be Pip's Playroom, with the hosts that belong to it; returns what it keeps. */
export function openPlayroom(server: Server | SecureServer, settings: RoomSettings): Room {
  const room = new Room(settings);
  const hosted = routesOf(room);
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    // Only a broken connection ends up here; the answer has nowhere to go.
    answer({ room, hosts: hosted, refuse: (refused, asked) => refuse(room, refused, asked) }, request, response).catch(
      () => response.destroy(),
    );
  });
  server.on('upgrade', liveTalk(room));
  return room;
}

function routesOf(room: Room): Hosts {
  const provider = new Provider();
  const api: Routes = {
    ...accountRoutes(room),
    ...providerRoutes(room, provider),
    ...familyRoutes(room),
    ...thingRoutes(room),
    ...peopleRoutes(room),
    ...shopRoutes(room),
    ...leavingRoutes(room),
  };
  const call = (route: string) => (asked: Asked) => {
    const found = api[route];
    if (found === undefined) throw new Error(`the playroom has no ${route}`);
    return found.act(asked);
  };
  const pages = {
    ...frontPages(room, provider, call),
    ...familyPages(room, call),
    ...playPages(room, call),
    ...outsidePages(room),
    ...accountPages(room, call),
  };
  return {
    [hosts.playroom]: { ...api, ...pages },
    [hosts.media]: mediaRoutes(room),
    [hosts.console]: consoleRoutes(room),
    [hosts.accounts]: { ...provider.routes, ...providerPages(room, provider) },
    [hosts.stories]: storytellerRoutes(room, hosts.playroom),
    [hosts.listener]: listenerRoutes,
    [hosts.mail]: { ...postRoutes(room), ...postPages(room) },
  };
}

function refuse(room: Room, refused: Refused, asked: Asked | undefined): Answer {
  const { status, message } = refused;
  if (!room.manners.hidesErrors) return json(status, { error: message, stack: refused.stack });
  const forPeople = asked?.host === hosts.playroom && !/^\/(?:api|laboratory)\//.test(asked.path);
  if (!forPeople) return json(status, { error: message });
  if (status === 401 && asked.method === 'GET') return seeOther('/sign-in');
  return page(room, {
    title: 'Not done',
    content: `<p class="lead">${escaped(message)}</p><p><a href="/">Back</a></p>`,
    status,
  });
}
