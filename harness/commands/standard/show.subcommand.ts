import type { Define } from '../command.ts';

interface Options {
  readonly edition?: string;
  readonly json?: true;
}

export const define: Define = (command) => {
  command
    .description('show a requirement whole; or an instrument, incident, feature, group, clause or glossary term')
    .argument('<name>', 'its id or term; capitals do not matter')
    .option('--edition <name>', 'as an edition has it, with its level and limits')
    .option('--json', 'print it as JSON')
    .addHelpText('after', examples)
    .action(async (name: string, { edition, json }: Options) => {
      const { readBook } = await import('../../standard/book.ts');
      const { lookUp } = await import('../../standard/look-up.ts');
      const { show } = await import('../../standard/show.ts');
      const { inJson } = await import('../../standard/show-requirement.ts');
      const { specimenNames } = await import('../../standard/specimen-names.ts');
      const found = lookUp(readBook(edition), name);
      const specimens = found.kind === 'requirement' ? specimenNames(found.entry.requirement.id) : [];
      const whole =
        found.kind === 'requirement' ? { kind: found.kind, requirement: inJson(found.entry, specimens) } : found;
      process.stdout.write(json ? `${JSON.stringify(whole, null, 2)}\n` : show(found, specimens));
    });
};

const examples = `
Examples:
  toymark standard show AUTH-4
  toymark standard show cayla-2014
  toymark standard show guardian
  toymark standard show AUTH-4 --edition next --json`;
