import type { Define } from '../command.ts';
import type { InitOptions } from '../registry-actions.ts';

export const define: Define = (command) => {
  command
    .description('found a register with an empty log; its registry.json says whom to believe about it')
    .argument('<folder>', 'folder of the register')
    .requiredOption('--origin <name>', 'name of the log, an address without scheme: register.example/toys')
    .requiredOption('--key <file>', 'private key of the log, Ed25519')
    .requiredOption('--status-public <file>', 'public key that signs status lists; may be repeated', collect)
    .option('--witness <key>', 'verifier key of a witness; may be repeated', collect)
    .option('--threshold <number>', 'how many witnesses must have seen the log; all where absent')
    .option('--status-shards <number>', 'into how many status lists the certificates are divided', '1')
    .option('--passphrase-file <file>', 'file that holds the passphrase')
    .option('--json', 'print the policy as JSON')
    .action(async (folder: string, options: InitOptions & { json?: true }) => {
      const { initRegistry } = await import('../registry-actions.ts');
      const { canonicalJson } = await import('../../../schemas/canonical-json.ts');
      const policy = await initRegistry(folder, options);
      const { origin, witnesses, witnessThreshold } = policy;
      const told = `Register ${origin} in ${folder}; ${witnessThreshold} of ${witnesses.length} witnesses must see it\nNext      toymark registry publish ${folder} CERTIFICATE --key LOGKEY --trust TRUST\n`;
      process.stdout.write(options.json ? canonicalJson(policy) : told);
    });
};

const collect = (value: string, values: readonly string[] = []): readonly string[] => [...values, value];
