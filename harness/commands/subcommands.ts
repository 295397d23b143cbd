import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import type { Define } from './command.ts';

const ending = '.subcommand.js';

/** Fills a command with the subcommands in the folder of its name: a path registers one. */
export async function addSubcommands(command: Command, name: string): Promise<void> {
  const files = readdirSync(join(import.meta.dirname, name)).filter((file) => file.endsWith(ending));
  const subcommands = files.sort().map(async (file) => {
    const { define } = (await import(`./${name}/${file}`)) as { define: Define };
    const own = file.replace(ending, '');
    const subcommand = new Command(own)
      .exitOverride()
      .showHelpAfterError(`(toymark ${name} ${own} --help shows what it takes)`);
    await define(subcommand);
    return subcommand;
  });
  for (const subcommand of await Promise.all(subcommands)) command.addCommand(subcommand);
}
