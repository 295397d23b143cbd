import type { Declared, TlsServerObservation } from '../../schemas/types.ts';
import { eachRow, evidence, inconclusive } from '../vocabulary.ts';

/** A row of the IXIT table of services. */
export type Service = Declared['ixit']['services'][number];
/** One address of one unit, or of the cloud, at which a declared service was looked at. */
export type Server = TlsServerObservation['servers'][number];

const secureProtocols = /^(?:https|wss|mqtts|secure-mqtt|ftps|rtsps|imaps|smtps|ldaps|telnets)\b|\btls\b|\bssl\b/i;

/** Whether a service is declared to speak TLS over TCP. */
const speaksTls = ({ transport, secure, protocol }: Service): boolean =>
  transport === 'tcp' && (secure ?? secureProtocols.test(protocol));

/** Where a server is, in words. */
export const placeOf = ({ service, unit, family, port }: Server): string =>
  `${service} at port ${port} of ${unit} (${family})`;

/** Judges each declared TLS server by itself, or those on the toy; one that nobody looked at is a row of its own. */
export function eachServer(judge: (server: Server, service: Service | undefined) => void, onlyOnToy = false): void {
  const { ixit, features } = evidence('declaration');
  const where = ({ location }: Service) => !onlyOnToy || location !== 'cloud';
  const declared = ixit.services.filter((service) => speaksTls(service) && where(service));
  if (declared.length === 0) {
    if (!onlyOnToy && features['cloud-service'] === true) inconclusive('the declaration names no server of the cloud');
    eachRow([], () => undefined, { empty: 'no declared service speaks TLS' });
    return;
  }
  const servers = evidence('tls-server').servers.filter(({ unit }) => !onlyOnToy || unit !== 'cloud');
  const forgotten = declared.filter(({ id }) => !servers.some(({ service }) => service === id));
  eachRow<{ readonly id: string }>([...servers, ...forgotten], ({ id }) => {
    const server = servers.find((row) => row.id === id);
    if (server === undefined) inconclusive(`nobody looked at the declared server ${id}`);
    if (!server.reached) inconclusive(`${placeOf(server)} was not reached`);
    judge(
      server,
      declared.find((service) => service.id === server.service),
    );
  });
}

/** What a server answered to each version. */
export const versionsOf = ({ id }: Server) => evidence('tls-server').versions.filter(({ server }) => server === id);

/** Ends the row where not everything that the server negotiates is known. */
function allKnown(server: Server): void {
  const versions = versionsOf(server);
  if (!versions.some(({ negotiated }) => negotiated)) inconclusive(`${placeOf(server)} negotiated nothing at all`);
  const open = versions.filter(({ complete }) => !complete).map(({ version }) => version);
  if (open.length > 0) inconclusive(`${placeOf(server)} was not asked for every suite of ${open.join(', ')}`);
}

type Suite = TlsServerObservation['suites'][number];

/** Judges the suites of each server, and only then whether they were all. */
export const eachServersSuites = (judge: (suites: readonly Suite[], server: Server) => void): void =>
  eachServer((server) => {
    judge(
      evidence('tls-server').suites.filter((suite) => suite.server === server.id),
      server,
    );
    allKnown(server);
  });
