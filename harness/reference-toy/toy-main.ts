import { execFileSync } from 'node:child_process';
import { createInterface } from 'node:readline';
import { findTool } from '../development/needs.ts';
import { switchOn, type SwitchedOn } from './toy.ts';

/** What the process of the toy is told on its standard input, in one line. */
export interface Orders {
  readonly toy: SwitchedOn;
  /** Commands of `ip` that set up the toy's end of the cable; none on the loopback interface. */
  readonly cable: readonly (readonly string[])[];
}

// The toy lives as long as somebody holds its standard input.
if (import.meta.filename === process.argv[1]) {
  process.stdin.on('end', () => process.exit(0));
  process.on('SIGINT', () => undefined);
  process.stdout.write('waiting\n');
  const lines = createInterface({ input: process.stdin });
  for await (const line of lines) await obey(JSON.parse(line) as Orders);
}

async function obey({ toy, cable }: Orders): Promise<void> {
  try {
    for (const args of cable) execFileSync(findTool('ip') ?? 'ip', [...args], { stdio: ['ignore', 'ignore', 'pipe'] });
    const { radioAddresses } = await switchOn(toy);
    process.stdout.write(`serving ${JSON.stringify(radioAddresses)}\n`);
  } catch (error) {
    process.stdout.write(`failed ${(error as Error).message.replaceAll('\n', ' ')}\n`);
  }
}
