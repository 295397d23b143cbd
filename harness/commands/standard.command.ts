import type { Define } from './command.ts';
import { addSubcommands } from './subcommands.ts';

/** What those who write and revise the standard need. */
export const define: Define = async (command) => {
  command.description('read, compare, review and publish the standard itself').addHelpText('after', examples);
  await addSubcommands(command, 'standard');
};

const examples = `
Examples:
  toymark standard list --group NET
  toymark standard show AUTH-4
  toymark standard diff 1.0 next`;
