import type { Define } from './command.ts';
import { addSubcommands } from './subcommands.ts';

/** What those who keep, watch and read a register of certificates need. */
export const define: Define = async (command) => {
  command
    .description('keep a public register of certificates: a log that only grows, in plain files for any web server')
    .addHelpText('after', examples);
  await addSubcommands(command, 'registry');
};

const examples = `
Examples, in the order in which they are needed:
  toymark registry key --name register.example/toys --key log.pem
  toymark registry init register --origin register.example/toys --key log.pem --status-key status.pem \\
    --witness one.example+… --witness two.example+… --threshold 2
  toymark registry publish register runs/pip/certificate.dsse.json --key log.pem --trust trust.yaml
  toymark registry witness register --name one.example --key witness.pem --memory seen
  toymark registry status register --key status.pem
  toymark registry prove register TC-20261126-000001
  toymark registry withdraw register TC-20261126-000001 --reason vulnerability --key log.pem
  toymark registry fsck register
  toymark registry serve register --port 8080`;
