import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import type { Define } from './command.ts';

const folder = join(import.meta.dirname, 'standard');
const ending = '.subcommand.js';

/** What those who write and revise the standard need. Each subcommand is a file in `standard/`: its path registers it. */
export const define: Define = async (command) => {
  command.description('read, compare, review and publish the standard itself').addHelpText('after', examples);
  const names = readdirSync(folder)
    .filter((file) => file.endsWith(ending))
    .map((file) => file.replace(ending, ''));
  for (const name of names.sort()) {
    const { define: fill } = (await import(`./standard/${name}${ending}`)) as { define: Define };
    const subcommand = new Command(name)
      .exitOverride()
      .showHelpAfterError(`(toymark standard ${name} --help shows what it takes)`);
    await fill(subcommand);
    command.addCommand(subcommand);
  }
};

const examples = `
Examples:
  toymark standard list --group NET
  toymark standard show AUTH-4
  toymark standard diff 1.0 next`;
