import { readFileSync } from 'node:fs';
import { isIPv6 } from 'node:net';
import { join } from 'node:path';
import { load } from '../../schemas/load.ts';
import { packageRoot } from '../../schemas/package-root.ts';
import type { Answers, Bench, Declaration } from '../../schemas/types.ts';
import { decentPip, siteName, type Pip, type Place } from './pip.ts';
import { hosts } from './playroom/hosts.ts';
import type { Published } from './services/site.ts';

/** The toy with its papers, all as data: a defect changes any of it. */
export interface Product {
  readonly pip: Pip;
  readonly declaration: Declaration;
  /** The laboratory's side. */
  readonly bench: Bench;
  /** What the examiner of the demonstration saw. */
  readonly answers: Answers;
  /** What stands on the manufacturer's site. */
  readonly published: readonly Published[];
}

const folder = join(packageRoot, 'harness', 'reference-toy');
const day = 86_400_000;

const pages = [
  { path: '/privacy', file: 'privacy.html', type: 'text/html' },
  { path: '/privacy/children', file: 'privacy-for-children.html', type: 'text/html' },
  { path: '/pip/know-before-you-buy', file: 'consumer-information.md', type: 'text/markdown' },
  { path: '/pip/setup', file: 'setup-guide.md', type: 'text/markdown' },
  { path: '/support', file: 'support.html', type: 'text/html' },
  { path: '/security-policy', file: 'vulnerability-policy.md', type: 'text/markdown' },
  { path: '/.well-known/security.txt', file: 'security.txt', type: 'text/plain' },
  { path: '/incident-plan', file: 'incident-plan.md', type: 'text/markdown' },
] as const;

/** Pip the Bear as it should be: nothing fails. */
export function decentProduct(place: Place): Product {
  const pip = decentPip(place);
  return {
    pip,
    declaration: withPorts(load('declaration', join(folder, 'declaration.yaml')).value, pip),
    bench: withAddresses(load('bench', join(folder, 'bench.yaml')).value, pip),
    answers: withNeighbours(load('answers', join(folder, 'answers.yaml')).value, pip),
    published: pages.map(({ path, file, type }) => ({ path, type, text: filled(text(join('documents', file)), pip) })),
  };
}

const text = (file: string) => readFileSync(join(folder, file), 'utf8');

// The file says until when it counts (RFC 9116, clause 2.5.5): not longer than a year.
const filled = (words: string, { ports }: Pip) =>
  words
    .replace('{expires}', new Date(Date.now() + 180 * day).toISOString().replace(/\.\d+/, ''))
    .replace('{policy}', onSite(`https://${siteName}/security-policy`, ports.site));

const onSite = (url: string, port: number, name: string = siteName) =>
  port === 443 ? url : url.replace(name, `${name}:${port}`);

function withPorts(declaration: Declaration, { ports }: Pip): Declaration {
  const standard = new Map([
    ['set-up-page', ports.https],
    ['hub', ports.mqtt],
    ['status', ports.coap],
    ['discovery', ports.mdns],
    ...['cloud-api', 'playroom', 'media', 'console', 'accounts'].map((id) => [id, ports.site] as const),
  ]);
  const { services = [], documents = [], journeys = [] } = declaration.ixit;
  const { parts } = declaration.product;
  return {
    ...declaration,
    product: {
      ...declaration.product,
      parts: parts.map((part) => (part.kind === 'web-app' ? { ...part, url: at(part.url ?? '', ports.site) } : part)),
    },
    ixit: {
      ...declaration.ixit,
      services: services.map((service) => ({ ...service, port: standard.get(service.id) ?? service.port })),
      documents: documents.map((row) => ({
        ...row,
        ...(row.url === undefined ? {} : { url: onSite(row.url, ports.site) }),
      })),
      journeys: journeys.map((journey) => ({
        ...journey,
        steps: journey.steps.map((step) => withPort(step, ports.site)),
      })),
    },
  };
}

type Step = NonNullable<Declaration['ixit']['journeys']>[number]['steps'][number];

const withPort = (step: Step, port: number): Step =>
  step.open === undefined ? step : { ...step, open: at(step.open, port) };

const at = (url: string, port: number): string =>
  port === 443 ? url : url.replace(/^(https:\/\/[a-z0-9.-]+)\//, `$1:${port}/`);

function withAddresses(bench: Bench, { units, site, playroom, ports }: Pip): Bench {
  const inPlayroom: readonly string[] = Object.values(hosts);
  const names = Object.entries(bench.names ?? {}).map(
    ([name]) => [name, inPlayroom.includes(name) ? playroom.address : site.address] as const,
  );
  const first = units[0]?.addresses[0] ?? site.address;
  const reach = Object.fromEntries(units.map(({ id, addresses }) => [id, [...addresses]]));
  const { network, ...rest } = bench;
  // On a loopback address there is no cable; the instruments find the interface themselves.
  const wired = network === undefined || first.startsWith('127.') ? {} : { network };
  return {
    ...rest,
    ...wired,
    reach,
    names: { ...Object.fromEntries(names), 'setup.pip.example': first },
    mailbox: onSite(bench.mailbox ?? '', ports.site, hosts.mail),
  };
}

// What the examiner would see in the router's list of IPv6 neighbours.
function withNeighbours(answers: Answers, { units }: Pip): Answers {
  const without = units.filter(({ addresses }) => !addresses.some((address) => isIPv6(address))).map(({ id }) => id);
  const seen = answers.answers.map((answer) =>
    answer.question === 'NET-1-4/ipv6-addresses' && without.includes(answer.row ?? '')
      ? { ...answer, choice: 'none' }
      : answer,
  );
  return { ...answers, answers: seen };
}
