import type { Define } from '../command.ts';

interface Options {
  readonly json?: true;
}

export const define: Define = (command) => {
  command
    .description('publish an edition: freeze a copy of it and write its day and digests; nothing overrides a refusal')
    .argument('<edition>', 'a draft that bears its number, as 1.0')
    .option('--json', 'print what was published as JSON')
    .addHelpText('after', examples)
    .action(async (edition: string, { json }: Options) => {
      const { checkHouse } = await import('../../standard/check.ts');
      const { publish } = await import('../../standard/revise/publish.ts');
      const { problems: found } = await checkHouse();
      const on = new Date().toISOString().slice(0, 10);
      const done = publish({ edition, on, found });
      process.stdout.write(
        json
          ? `${JSON.stringify(done, null, 2)}\n`
          : `Edition ${done.edition} is published with ${done.requirements} requirements.\nDigest  ${done.digest}\nFrozen  ${done.folder}\n`,
      );
    });
};

const examples = `
It refuses proposed requirements, statements that nobody reviewed since they changed, and ids that meant something else
in a published edition.

Example:
  toymark standard publish 1.0`;
