import type { Define } from '../command.ts';

export const define: Define = (command) => {
  command
    .description('put the cosignature of a distant witness into the checkpoint')
    .argument('<folder>', 'folder of the register')
    .argument('<file>', 'file with the line that the witness printed')
    .action(async (folder: string, file: string) => {
      const { addLine } = await import('../registry-witness.ts');
      process.stdout.write(await addLine(folder, file));
    });
};
