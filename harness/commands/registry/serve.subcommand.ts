import type { Define } from '../command.ts';

export const define: Define = (command) => {
  command
    .description('serve a register on this computer, as any web server can: files only')
    .argument('<folder>', 'folder of the register')
    .option('--port <number>', 'port', '8080')
    .option('--host <address>', 'address to listen at', '127.0.0.1')
    .action(async (folder: string, options: { port: string; host: string }) => {
      const { serveRegistry } = await import('../registry-witness.ts');
      await serveRegistry(folder, options);
    });
};
