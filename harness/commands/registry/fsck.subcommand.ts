import type { Define } from '../command.ts';

export const define: Define = (command) => {
  command
    .description(
      'compute a whole register again, without the code that wrote it: every entry, hash, proof, list and document',
    )
    .argument('<folder>', 'folder of the register')
    .option('--at <time>', 'as of this time, as 2026-11-23T12:00:00Z; now where absent')
    .option('--json', 'print what was found as JSON')
    .addHelpText('after', '\nExit codes: 0 nothing wrong, 1 something is.')
    .action(async (folder: string, options: { at?: string; json?: true }) => {
      const { fsckTold } = await import('../registry-told.ts');
      const { text, sound } = fsckTold(folder, options);
      process.stdout.write(text);
      process.exitCode = sound ? 0 : 1;
    });
};
