import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import { needs } from '../development/needs.ts';
import { scratch } from '../development/peer.ts';
import { writeDocuments } from '../real-servers/line.ts';

const { folder, remove } = scratch();
const at = (name: string) => join(folder, name);
const main = join(import.meta.dirname, 'main.js');

const [controlC, controlD, enter] = ['\u0003', '\u0004', '\r'];

/** Runs a command at a terminal of its own, types each key once its words are shown, and then asks how the terminal is. */
async function typing(command: string, keys: readonly (readonly [shown: string, key: string])[]) {
  const line = `cd '${folder}'; '${process.execPath}' '${main}' ${command}; echo "ended with $?"; stty -a; echo over`;
  const child = spawn('script', ['-qec', line, '/dev/null'], { env: { ...process.env, TERM: 'xterm', NO_COLOR: '1' } });
  const waiting = [...keys];
  let output = '';
  let read = 0;
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString();
    const [shown, key] = waiting[0] ?? [];
    const found = shown === undefined ? -1 : output.indexOf(shown, read);
    if (shown === undefined || key === undefined || found < 0) return;
    read = found + shown.length;
    waiting.shift();
    child.stdin.write(key);
  });
  const ended = once(child.stdout, 'end');
  while (!output.includes('over')) await Promise.race([once(child.stdout, 'data'), ended]);
  child.stdin.end();
  await ended;
  return {
    output,
    code: /ended with (\d+)/.exec(output)?.[1],
    echoes: / echo /.test(output) && / icanon /.test(output),
  };
}

describe('a person who leaves a prompt', function () {
  this.timeout(60_000);
  before(function () {
    needs(this, 'script');
    mkdirSync(folder, { recursive: true });
    writeDocuments({ features: ['personal-data'], ixit: {} }, { address: '127.0.0.1', folder });
  });
  after(remove);

  const leaving = [
    ['Ctrl-C', controlC],
    ['Ctrl-D', controlD],
  ] as const;

  for (const [name, key] of leaving) {
    it(`of a passphrase by ${name} is told what to do, and nothing is written`, async () => {
      const { output, code, echoes } = await typing('key new --out key.pem', [['Passphrase for key.pem', key]]);
      expect(code, output).to.equal('65');
      expect(output)
        .to.contain('PASSPHRASE the prompt was left without a passphrase')
        .and.not.contain('fault of toymark');
      expect(echoes, output).to.equal(true);
      expect(existsSync(at('key.pem'))).to.equal(false);
    });

    it(`of init by ${name} keeps the answers, and is told how many are left`, async () => {
      const given = [
        ['1/31', enter],
        ['2/31', key],
      ] as const;
      const { output, code, echoes } = await typing(`init ${name}`, given);
      expect(code, output).to.equal('2');
      expect(output).to.match(
        /Stopped asking; what was answered is kept\.[^]*Next: Answer the \d+ features that are open/,
      );
      expect(echoes, output).to.equal(true);
      expect(readFileSync(at(`${name}/declaration.yaml`), 'utf8')).to.match(/^ {2}ip-network: true$/m);
      expect(existsSync(at(`${name}/answers.yaml`))).to.equal(true);
      const again = await typing(`init ${name}`, []);
      expect(again.code, 'it is refused before anything is asked').to.equal('64');
    });

    it(`of the examiner by ${name} ends the gathering, which can go on`, async () => {
      const run = `run-${name}`;
      await typing(`plan declaration.yaml --bench bench.yaml --only VULN-3 --out ${run}`, []);
      const { output, code, echoes } = await typing(`gather ${run}`, [['Not now', key]]);
      expect(code, output).to.equal('2');
      expect(output).to.contain(`Next: toymark gather ${run} --resume`);
      expect(echoes, output).to.equal(true);
      expect(existsSync(at(`${run}/evidence/lock`))).to.equal(false);
    });
  }
});
