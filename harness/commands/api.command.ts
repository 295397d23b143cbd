import type { Define } from './command.ts';
import type { From } from './api-from.ts';

export const define: Define = (command) => {
  command.description('write the interfaces of a service down for the declaration');
  command
    .command('from')
    .description('read recorded calls (HAR) or a description (OpenAPI 3.0, 3.1) and print the tables apis and apiCalls')
    .argument('<file...>', 'recordings of one or more journeys, or one description in JSON or YAML')
    .requiredOption('--service <id>', 'row of ixit.services that the calls belong to')
    .option('--host <host>', 'host of the service in the recording; the busiest one where absent')
    .option('--bench <file>', 'the bench; values of its family are written by their names')
    .option('--out <file>', 'where it is written; printed where absent')
    .action(async (files: readonly string[], options: From) => {
      const { apiFrom } = await import('./api-from.ts');
      apiFrom(files, options);
    });
  command.addHelpText('after', examples);
};

const examples = `
Objects, owners and values of a family are recognised and written as names in braces; passwords and tokens are never written.
What it prints is a beginning: it says what it could not see, and does not load before the operator's consent is filled in.
Examples:
  toymark journey check declaration.yaml --bench bench.yaml --har
  toymark api from runs/journeys/*.har --service portal --bench bench.yaml --out apis.yaml
  toymark api from openapi.yaml --service portal`;
