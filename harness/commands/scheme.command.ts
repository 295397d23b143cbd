import type { Command } from 'commander';
import type { Define } from './command.ts';
import type * as Actions from './scheme-actions.ts';
import type { ShowOptions } from './scheme-shown.ts';

export const define: Define = (command) => {
  command.description('keep the trust list of a scheme: who may sign what, and when; plain files for any web server');
  command.addHelpText('after', examples);
  defineRoots(command);
  defineBodies(command);
  defineSuspensions(command);
  defineRules(command);
  defineReading(command);
};

function defineRoots(scheme: Command): void {
  holders(scheme.command('init'), true)
    .description('begin a scheme: its root, its rules and an empty list')
    .requiredOption('--name <text>', 'name of the scheme')
    .requiredOption('--owner <text>', 'who owns it')
    .option('--address <text>', 'address of the owner')
    .requiredOption('--edition <name>', 'edition that counts; may be repeated', collect)
    .option('--certificate-days <days>', 'longest life of a certificate', '1095')
    .option('--report-days <days>', 'oldest report on which a certificate may rest', '180')
    .option('--module <name>', 'conformity module, such as B or B+C; may be repeated', collect, [])
    .option('--surveillance <text>', 'condition that every certificate carries; may be repeated', collect)
    .option('--timestamp-days <days>', 'how often the scheme must be refreshed', '7')
    .option('--json', 'print the list as JSON')
    .action(async (folder: string, options: Actions.InitOptions & Json) => {
      const module = options.module.length === 0 ? ['B'] : options.module;
      await (await actions()).initScheme(folder, { ...options, module });
      await tell(folder, options);
    });
  signed(holders(scheme.command('rotate'), false))
    .description('replace the keys of the root; the old and the new holders sign')
    .action(async (folder: string, options: Actions.RotateOptions & Json) => {
      await (await actions()).rotateScheme(folder, options);
      await tell(folder, options);
    });
  signed(scheme.command('refresh'))
    .description('sign snapshot and timestamp anew, so that they go on counting; for a machine, every day')
    .argument('<folder>', 'folder of the scheme')
    .option('--list', 'sign the list anew too; takes its key')
    .action(async (folder: string, options: Actions.SigningOptions & { list?: boolean } & Json) => {
      await (await actions()).refreshScheme(folder, options);
      await tell(folder, options);
    });
}

function defineBodies(scheme: Command): void {
  const added = { 'add-lab': 'laboratory', 'add-body': 'certification-body', 'add-maker': 'manufacturer' } as const;
  for (const [name, role] of Object.entries(added))
    signed(listing(scheme.command(name)))
      .description(`put a ${role.replace('-', ' ')} on the list, with a key and a scope`)
      .argument('<folder>', 'folder of the scheme')
      .requiredOption('--id <id>', 'short name, such as example-lab')
      .requiredOption('--name <text>', 'name, as its documents state it')
      .option('--address <text>', 'address')
      .requiredOption('--levels <names>', 'levels in scope: basic,substantial')
      .option('--groups <names>', 'groups of requirements in scope: AUTH,NET; all where absent')
      .action(async (folder: string, options: Actions.BodyOptions & Json) => {
        await (await actions()).addTo(folder, role, options);
        await tell(folder, options);
      });
  signed(listing(scheme.command('add-key')))
    .description('give a body another key')
    .argument('<folder>', 'folder of the scheme')
    .argument('<id>', 'the body')
    .action(async (folder: string, id: string, options: Actions.KeyedOptions & Json) => {
      await (await actions()).addKeyTo(folder, id, options);
      await tell(folder, options);
    });
  signed(scheme.command('end-key'))
    .description('end the window of a key; what it signed before goes on counting')
    .argument('<folder>', 'folder of the scheme')
    .argument('<keyid>', 'id of the key')
    .option('--at <time>', 'when; now where absent')
    .action(async (folder: string, keyid: string, options: Actions.AtOptions & Json) => {
      await (await actions()).endKeyOf(folder, keyid, options);
      await tell(folder, options);
    });
}

function defineSuspensions(scheme: Command): void {
  signed(scheme.command('suspend'))
    .description('suspend a body: what it signs in that time does not count')
    .argument('<folder>', 'folder of the scheme')
    .argument('<id>', 'the body')
    .option('--from <time>', 'day or time; now where absent')
    .option('--to <time>', 'day or time; until it is reinstated where absent')
    .requiredOption('--because <text>', 'why; public')
    .action(async (folder: string, id: string, options: Actions.SuspendOptions & Json) => {
      await (await actions()).suspendIn(folder, id, options);
      await tell(folder, options);
    });
  signed(scheme.command('reinstate'))
    .description('end the suspension of a body')
    .argument('<folder>', 'folder of the scheme')
    .argument('<id>', 'the body')
    .option('--at <time>', 'day or time; now where absent')
    .action(async (folder: string, id: string, options: Actions.AtOptions & Json) => {
      await (await actions()).reinstateIn(folder, id, options);
      await tell(folder, options);
    });
}

function defineRules(scheme: Command): void {
  signed(scheme.command('add-registry'))
    .description('list a register of certificates, so that whoever trusts the scheme can ask it')
    .argument('<folder>', 'folder of the scheme')
    .argument('<policy>', 'registry.json of the register')
    .option('--address <place>', 'folder or http(s) address from which it is served')
    .action(async (...[folder, policy, options]: [string, string, Actions.RegistryOptions & Json]) => {
      await (await actions()).listRegistry(folder, policy, options);
      await tell(folder, options);
    });
  signed(scheme.command('add-edition'))
    .description('let an edition of the standard count, and end those before it')
    .argument('<folder>', 'folder of the scheme')
    .argument('<edition>', 'the edition')
    .option('--transition <edition=day>', 'until when certificates of an edition count; may be repeated', collect)
    .action(async (...[folder, edition, options]: [string, string, Actions.EditionOptions & Json]) => {
      await (await actions()).addEdition(folder, edition, options);
      await tell(folder, options);
    });
}

function defineReading(scheme: Command): void {
  scheme
    .command('show')
    .description('print the list and the keys of each role; verified where a root is named')
    .argument('<scheme>', 'folder or http(s) address of the scheme')
    .option('--root <file>', 'root metadata that you have from the owner of the scheme')
    .option('--cache <folder>', 'where what was seen is remembered')
    .option('--offline', 'fetch nothing; use what is remembered')
    .option('--json', 'print the list as JSON')
    .action(async (from: string, options: ShowOptions) => {
      const { showScheme } = await import('./scheme-shown.ts');
      process.stdout.write(await showScheme(from, options));
    });
}

interface Json {
  readonly json?: boolean;
}

const actions = () => import('./scheme-actions.ts');

async function tell(folder: string, { json }: Json): Promise<void> {
  const { showScheme, told } = await import('./scheme-shown.ts');
  process.stdout.write(json === true ? await showScheme(folder, { json }) : told(folder));
}

const collect = (value: string, values: readonly string[] = []): readonly string[] => [...values, value];

function holders(command: Command, begins: boolean): Command {
  const option = (flags: string, description: string) =>
    begins ? command.requiredOption(flags, description, collect) : command.option(flags, description, collect);
  command.argument('<folder>', 'folder of the scheme').requiredOption('--root-key <file>', roots, collect);
  command.option('--root-public <file>', 'public key of a further holder, who does not sign now', collect);
  command.requiredOption('--threshold <number>', 'how many holders of root keys must sign a root');
  option('--list-key <file>', `private key that signs the list${begins ? '' : '; the same as before where absent'}`);
  option('--online-key <file>', `private key of the machine that refreshes${begins ? '' : '; as before where absent'}`);
  return command.option('--passphrase-file <file>', 'file that holds the passphrase of the keys');
}

const roots = 'private key of a holder of the new root, who signs; may be repeated';

function listing(command: Command): Command {
  return command
    .requiredOption('--public-key <file>', 'file with its public key, as toymark key show prints it')
    .option('--from <time>', 'day or time from which the key signs; now where absent')
    .option('--to <time>', 'until when; three years where absent');
}

function signed(command: Command): Command {
  command.requiredOption('--key <file>', 'private key that signs this change; may be repeated', collect);
  if (!command.options.some(({ long }) => long === '--passphrase-file'))
    command.option('--passphrase-file <file>', 'file that holds the passphrase of the keys');
  return command
    .option('--timestamp-days <days>', 'how often the scheme must be refreshed', '7')
    .option('--json', 'print the list as JSON');
}

const examples = `
Examples:
  toymark scheme init scheme --name "Example scheme" --owner "Example Owner" --edition 1.0 \\
    --root-key a.pem --root-key b.pem --root-public c.pub --threshold 2 --list-key list.pem --online-key online.pem
  toymark scheme add-lab scheme --id example-lab --name "Example Lab" --levels basic --public-key lab.pub \\
    --key list.pem --key online.pem
  toymark scheme suspend scheme example-lab --because audit --key list.pem --key online.pem
  toymark scheme refresh scheme --key online.pem
  toymark scheme add-registry scheme register/registry.json --address https://register.example/ \\
    --key list.pem --key online.pem
  toymark scheme show https://scheme.example/ --root root.json
Give root.json in the folder to everybody who verifies; serve the folder as it is.`;
