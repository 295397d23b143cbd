#!/usr/bin/env node
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Command, CommanderError } from 'commander';
import { fileProblem } from '../../schemas/file-problem.ts';
import { packageRoot } from '../../schemas/package-root.ts';
import { UserError } from '../../schemas/problem.ts';
import { visibleJson } from '../../schemas/visible.ts';
import { exit, type Define } from './command.ts';

const ending = '.command.js';

// A reader that has seen enough, as `| head`, is no fault.
for (const stream of [process.stdout, process.stderr])
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit();
    throw error;
  });

try {
  await (await program(process.argv[2])).parseAsync();
} catch (error) {
  process.exitCode = explain(error);
}

// A named subcommand is loaded alone; anything else loads all of them for the overview, side by side.
async function program(wanted: string | undefined): Promise<Command> {
  const { version, description } = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8')) as Record<
    string,
    string
  >;
  const main = new Command('toymark')
    .description(description ?? '')
    .version(version ?? '')
    .exitOverride();
  main
    .configureHelp({ sortSubcommands: true, showGlobalOptions: true })
    .showHelpAfterError('(toymark --help lists the commands)');
  const names = readdirSync(import.meta.dirname)
    .filter((file) => file.endsWith(ending))
    .map((file) => file.replace(ending, ''));
  const commands = (names.includes(wanted ?? '') ? [wanted ?? ''] : names).map(defined);
  for (const command of await Promise.all(commands)) main.addCommand(command);
  return main.hook('preAction', (_, action) => {
    if (action.optsWithGlobals()['json'] === true) printEscaped(process.stdout);
  });
}

// JSON tells what was declared and observed as it is; a terminal that it is printed to must not obey any of it.
function printEscaped(stream: Pick<NodeJS.WriteStream, 'write'>): void {
  const write = stream.write.bind(stream) as (chunk: string | Uint8Array, ...more: readonly unknown[]) => boolean;
  stream.write = (chunk: string | Uint8Array, ...more: readonly unknown[]) =>
    write(typeof chunk === 'string' ? visibleJson(chunk) : chunk, ...more);
}

async function defined(name: string): Promise<Command> {
  const { define } = (await import(`./${name}${ending}`)) as { define: Define };
  const command = new Command(name).exitOverride().showHelpAfterError(`(toymark ${name} --help shows what it takes)`);
  await define(command);
  return command;
}

function explain(thrown: unknown): number {
  if (thrown instanceof CommanderError) return thrown.exitCode === 0 ? 0 : exit.usage;
  const unreadable = fileProblem(thrown);
  const error = unreadable === undefined ? thrown : new UserError(unreadable);
  if (error instanceof UserError) {
    process.stderr.write(`${error.message}\n`);
    return error.exitCode;
  }
  process.stderr.write(
    `This is a fault of toymark, not of the product under test.\n${error instanceof Error ? error.stack : String(error)}\n`,
  );
  return exit.ourBug;
}
