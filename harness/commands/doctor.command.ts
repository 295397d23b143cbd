import type { Define } from './command.ts';

interface Options {
  readonly fix?: true;
  readonly json?: true;
}

export const define: Define = (command) => {
  command
    .description('say which programs of this computer are there, and what each missing one costs')
    .option('--fix', 'install what is missing where it may be (root on Debian), else print the command')
    .option('--json', 'print the result as JSON')
    .addHelpText('after', '\nEnds with 0 when nothing that is needed for use is missing, 2 otherwise.')
    .action(async ({ fix, json }: Options) => {
      const { examine, installCommand, missingPackages, tableOf } = await import('../doctor/examine.ts');
      const { canInstall, install } = await import('../doctor/install.ts');
      const missing = missingPackages(examine());
      if (fix && missing.length > 0 && canInstall()) install(missing);
      if (fix) await buildShim();
      const examined = examine();
      const left = missingPackages(examined);
      const next = left.length === 0 ? 'Everything is here.' : `To install what is missing:\n  ${installCommand(left)}`;
      process.stdout.write(json ? `${JSON.stringify(examined, null, 2)}\n` : `${tableOf(examined)}\n${next}\n`);
      process.exitCode = examined.some(({ needed, found }) => needed === 'for use' && !found) ? 2 : 0;
    });
};

// Else the first use of the emulated Bluetooth would wait for the compiler.
async function buildShim(): Promise<void> {
  const { airLacks } = await import('../air/air.ts');
  const { shim } = await import('../air/shim.ts');
  if (airLacks() === undefined) await shim();
}
