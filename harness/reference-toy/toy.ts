import { createServer as createHttp } from 'node:http';
import { createServer as createHttps, type ServerOptions } from 'node:https';
import { isIPv6 } from 'node:net';
import { createServer as createTls } from 'node:tls';
import { switchRadiosOn, type RadioPlaces } from './bluetooth/radios.ts';
import type { Equipment, KeyAndCertificate } from './equip.ts';
import { openPlayroom } from './playroom/playroom.ts';
import { siteName, type Pip, type PipUnit } from './pip.ts';
import { announce, hostName, open } from './services/announcer.ts';
import { Broker } from './services/broker.ts';
import { serveExtra } from './services/extras.ts';
import { databasePort, openDatabase } from './services/database.ts';
import { listen } from './services/listen.ts';
import { Owner } from './services/owner.ts';
import { answerSetUp, type SetUp } from './services/set-up-page.ts';
import { answerSite, type Published } from './services/site.ts';
import { answerStatus } from './services/status.ts';

/** What is needed to switch the toy on; plain data, so that it can be sent to another process. */
export interface SwitchedOn {
  readonly pip: Pip;
  readonly equipment: Equipment;
  readonly published: readonly Published[];
  /** The air in which its radios stand; they stay off where there is none. */
  readonly radios?: RadioPlaces | undefined;
}

type Stop = () => void;

/** A toy that is on. */
export interface Served {
  /** By id of the unit; empty where its radios are off. */
  readonly radioAddresses: Readonly<Record<string, string>>;
  readonly stop: Stop;
}

/**
 * Serves both units and the manufacturer's site on real sockets.
 * @throws Error where an address or a port cannot be had
 */
export async function switchOn({ pip, equipment, published, radios }: SwitchedOn): Promise<Served> {
  const stops: Stop[] = [await serveSite(pip, equipment.site, published), await servePlayroom(pip, equipment.playroom)];
  for (const unit of pip.units) {
    const identity = equipment.units[unit.id];
    if (identity === undefined) throw new Error(`${unit.id} has no certificate`);
    stops.push(...(await serveUnit(pip, unit, identity)));
  }
  const onAir = radios === undefined ? undefined : await switchRadiosOn(pip, radios);
  if (onAir !== undefined) stops.push(onAir.stop);
  const stop = () => {
    for (const each of stops) each();
  };
  return { radioAddresses: onAir?.addresses ?? {}, stop };
}

async function serveUnit(pip: Pip, unit: PipUnit, identity: KeyAndCertificate): Promise<readonly Stop[]> {
  const { web, mqtt, ports, status } = pip;
  const owner = new Owner(unit, web);
  const settings = { volume: '3', nickname: 'Pip' };
  const stops: Stop[] = [];
  const brokerStops: Stop[] = [];
  const broker = new Broker(unit, mqtt, () => {
    for (const stop of brokerStops) stop();
  });
  for (const address of unit.addresses) {
    const names = [...pip.certificates.names, ...unit.addresses, `${hostName(unit)}.local`];
    const pageStops: Stop[] = [];
    const page = webServer({ unit, manners: web, owner, settings, names }, tlsOptions(pip, identity), pageStops);
    pageStops.push(await listen(page, ports.https, address));
    const hub = createTls(tlsOptions(pip, identity), (stream) => broker.serve(stream));
    brokerStops.push(await listen(hub, ports.mqtt, address));
    const datagrams = await open(address, ports.coap);
    datagrams.on('message', (message, from) => {
      const answer = answerStatus(message, status);
      if (answer !== undefined) datagrams.send(answer, from.port, from.address, () => undefined);
    });
    stops.push(...pageStops, () => datagrams.close(), await announce(pip, unit, address));
    for (const extra of pip.extras) stops.push(await serveExtra(extra, address));
  }
  return [...stops, ...brokerStops];
}

function webServer(setUp: SetUp, options: ServerOptions, stops: readonly Stop[]) {
  const { stopsAtHeaderOver: most = Infinity } = setUp.manners;
  const patience = { headersTimeout: 10_000, requestTimeout: 10_000, keepAliveTimeout: 2000 };
  return createHttps({ ...options, ...patience }, (request, response) => {
    if (request.rawHeaders.some((text) => text.length > most)) for (const stop of stops) stop();
    // Only a stranger's broken connection ends up here; the answer has nowhere to go.
    answerSetUp(setUp, request, response).catch(() => response.destroy());
  });
}

function tlsOptions({ tls }: Pip, { key, certificate }: KeyAndCertificate): ServerOptions {
  return { key, cert: certificate, handshakeTimeout: 10_000, honorCipherOrder: true, ...tls };
}

async function serveSite(pip: Pip, identity: KeyAndCertificate, published: readonly Published[]): Promise<Stop> {
  const { address } = pip.site;
  const options = { key: identity.key, cert: identity.certificate, minVersion: 'TLSv1.2' as const };
  const server = createHttps(options, (request, response) => answerSite(published, request, response));
  return listen(server, pip.ports.site, address);
}

async function servePlayroom(pip: Pip, { key, certificate }: KeyAndCertificate): Promise<Stop> {
  const { address, manners, key: signing, laboratoryKey } = pip.playroom;
  const server = createHttps({ key, cert: certificate, minVersion: 'TLSv1.2' });
  const labels = pip.units.map(({ serial, setUpCode: code }) => ({ serial, code }));
  const settings = { manners, labels, key: signing, laboratoryKey, port: pip.ports.site };
  const room = openPlayroom(server, settings);
  const stops = [await listen(server, pip.ports.site, address)];
  if (!manners.locksDatabase) stops.push(await listen(openDatabase(room), databasePort, address));
  if (manners.pages.opensPlainDoor) {
    const plain = createHttp();
    openPlayroom(plain, settings);
    stops.push(await listen(plain, 80, address));
  }
  return () => {
    for (const stop of stops) stop();
  };
}

/** The address of a page on the manufacturer's site. */
export const siteUrl = ({ ports: { site } }: Pick<Pip, 'ports'>, path: string): string =>
  `https://${siteName}${site === 443 ? '' : `:${site}`}${path}`;

/** Where a browser finds the set-up page of a unit. */
export const setUpUrl = ({ ports: { https } }: Pip, address: string): string =>
  `https://${isIPv6(address) ? `[${address}]` : address}${https === 443 ? '' : `:${https}`}/`;
