import type { Demonstration } from '../reference-toy/demonstrate.ts';
import type { NamedIncident as RadioIncident } from '../reference-toy/incidents/incident.ts';
import type { Define } from './command.ts';

interface Options {
  readonly defect?: readonly string[];
  readonly incident?: string;
  readonly address?: string;
  readonly out?: string;
  readonly list?: true;
  readonly json?: true;
}

export const define: Define = (command) => {
  command
    .description('run a simulated toy, Pip the Bear, whose defects are switches, until Ctrl-C')
    .option('--defect <name...>', 'what is wrong with it; nothing where absent')
    .option(
      '--incident <id>',
      'a product that went wrong before instead: its radio, over emulated Bluetooth, and the rest of it',
    )
    .option('--list', 'list the defects and the requirements that each makes fail')
    .option('--address <list>', 'addresses of unit-1, unit-2, the site and the playroom, separated by commas')
    .option('--out <folder>', 'where its documents are written; runs/reference-toy where absent')
    .option('--json', 'print as JSON')
    .addHelpText('after', examples)
    .action(async (options: Options) => {
      if (options.list) {
        process.stdout.write(await list(options.json));
        return;
      }
      if (options.incident !== undefined) {
        await showIncident(options.incident, options);
        return;
      }
      const shown = await showToy(options);
      process.stdout.write(options.json ? json(shown.facts) : shown.said);
      await interrupted();
      await shown.stop();
    });
};

const examples = `
Examples:
  toymark reference-toy --list
  toymark reference-toy
  toymark reference-toy --defect endless-guessing --defect expired-certificate
  toymark reference-toy --incident cayla-2014
  toymark reference-toy --incident vtech-2015`;

interface Shown {
  readonly facts: object;
  readonly said: string;
  readonly stop: () => Promise<void>;
}

async function showToy(options: Options): Promise<Shown> {
  const toy = await switchOn(options);
  return { facts: facts(toy), said: said(toy), stop: toy.stop };
}

async function showIncident(id: string, options: Options): Promise<void> {
  const { loadShownIncidents } = await import('../reference-toy/shown-incident.ts');
  const [{ radio, rest } = {}] = await loadShownIncidents([id]);
  const { out = 'runs/reference-toy' } = options;
  const at = (part: string) => (radio === undefined || rest === undefined ? out : `${out}/${part}`);
  const parts: Shown[] = [];
  try {
    if (radio !== undefined) parts.push(await showRadio(radio, at('radio')));
    if (rest !== undefined) parts.push(await showToy({ ...options, defect: [id], out: at('rest') }));
    const [one, more] = parts.map((part) => part.facts);
    const told = more === undefined ? one : { radio: one, rest: more };
    process.stdout.write(options.json ? json(told) : parts.map((part) => part.said).join('\n'));
    await interrupted();
  } finally {
    for (const { stop } of parts) await stop();
  }
}

async function showRadio(incident: RadioIncident, out: string): Promise<Shown> {
  const { stageIncident } = await import('../reference-toy/incidents/stage-incident.ts');
  const { documents, adapter, stop } = await stageIncident(incident, out);
  const test = `${commandFor(documents)} --only BT`;
  const lines = [`${incident.model} is on, at ${adapter}.`, 'Test it from another terminal:', `  ${test}`];
  return {
    facts: { model: incident.model, adapter, documents, sources: incident.sources, test },
    said: `${lines.join('\n')}\nCtrl-C switches it off.\n`,
    stop,
  };
}

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

async function list(asJson: true | undefined): Promise<string> {
  const { loadSwitches } = await import('../reference-toy/defect.ts');
  const defects = (await loadSwitches()).map(({ name, fails, sentence }) => ({ name, fails, sentence }));
  if (asJson) return json(defects);
  const width = Math.max(...defects.map(({ name }) => name.length));
  return defects
    .map(({ name, fails, sentence }) => `${name.padEnd(width)}  ${fails.join(', ').padEnd(7)}  ${sentence}\n`)
    .join('');
}

async function switchOn({ defect = [], address, out = 'runs/reference-toy' }: Options): Promise<Demonstration> {
  const { findDefects } = await import('../reference-toy/defect.ts');
  const { demonstrate } = await import('../reference-toy/demonstrate.ts');
  const { beside } = await import('../reference-toy/run-toy.ts');
  const { UserError } = await import('../../schemas/problem.ts');
  const defects = await findDefects(defect);
  const [one, two, site, playroom, ...more] = address?.split(',') ?? [
    ...beside.units.flat(),
    beside.site,
    beside.playroom,
  ];
  if (one === undefined || two === undefined || site === undefined || playroom === undefined || more.length > 0) {
    const problem = 'expected four addresses: of unit-1, of unit-2, of the site and of the playroom';
    throw new UserError({ code: 'USAGE', where: `--address ${address ?? ''}`, problem }, 64);
  }
  return demonstrate({ folder: out, defects, place: { ...beside, units: [[one], [two]], site, playroom } });
}

function facts({ product: { pip }, documents, radioAddresses }: Demonstration) {
  const { ports, web, mqtt } = pip;
  const units = pip.units.map(({ id, addresses, setUpCode, hubToken }) => ({
    id,
    addresses,
    login: { username: web.username, password: setUpCode },
    hub: { username: mqtt.username, password: hubToken },
    ...(radioAddresses[id] === undefined ? {} : { bluetooth: radioAddresses[id] }),
  }));
  return {
    units,
    site: pip.site.address,
    playroom: pip.playroom.address,
    ports,
    documents,
    test: commandFor(documents),
  };
}

function said(toy: Demonstration): string {
  const { units, playroom, ports, test } = facts(toy);
  const lines = units.map(
    ({ id, addresses, login, bluetooth }) =>
      `  ${id}  https://${addresses[0] ?? ''}:${ports.https}/  name ${login.username}  password ${login.password}\n` +
      (bluetooth === undefined ? '' : `          Bluetooth ${bluetooth}, emulated: Low Energy and Classic\n`),
  );
  return `Pip the Bear is on.\n${lines.join('')}${browse(playroom, ports.site)}Test it from another terminal:\n  ${test}\nCtrl-C switches it off.\n`;
}

const browse = (address: string, port: number) =>
  `  Pip's Playroom  https://playroom.pip.example${port === 443 ? '' : `:${port}`}/  in a browser that knows where:
    chromium --ignore-certificate-errors --host-resolver-rules="MAP *.example ${address}"\n`;

const commandFor = ({ declaration, bench, answers }: Demonstration['documents']) =>
  `toymark run ${declaration} --bench ${bench} --answers ${answers} --out runs/pip`;

const interrupted = (): Promise<void> =>
  new Promise((resolve) => {
    // Signals alone would not keep the program alive.
    const alive = setInterval(() => undefined, 60_000);
    const end = () => {
      clearInterval(alive);
      resolve();
    };
    process.once('SIGINT', end).once('SIGTERM', end);
  });
