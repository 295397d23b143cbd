import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import { parse } from 'yaml';
import { needs } from '../development/needs.ts';
import { load } from '../../schemas/load.ts';
import { packageRoot } from '../../schemas/package-root.ts';
import { requirementFiles } from '../../schemas/read-standard.ts';
import { validate } from '../../schemas/validate.ts';
import { airTools } from './air.ts';
import { withAir } from './air.fixture.ts';
import { ClassicHost } from '../probes/shared/bluetooth/classic/classic-host.ts';
import { advice, openUserChannel } from '../probes/shared/bluetooth/user-channel.ts';

const guide = readFileSync(join(packageRoot, 'harness', 'air', 'laboratory.md'), 'utf8');

/** First and second cell of each row of the table of messages. */
const rows = guide
  .split('\n')
  .filter((line) => line.startsWith('|'))
  .slice(2)
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .map(([, message = '', does = '']) => ({ message, does }));

const saying = async (error: object | undefined): Promise<string> => {
  const from = () => {
    if (error !== undefined && 'missing' in error) return Promise.reject(Object.assign(new Error('x'), error));
    return Promise.resolve(function () {
      throw Object.assign(new Error('x'), error);
    });
  };
  return openUserChannel(0, from).then(
    () => '',
    (error: unknown) => (error as Error).message,
  );
};

/** What is said where a controller lacks what is asked of it: one for Low Energy alone, asked for Classic. */
async function refusal(): Promise<string> {
  const manners = {
    ...{ name: 'Bench', classOfDevice: 0, simplePairing: true, ioCapability: 3, authentication: 2 },
    ...{ pairs: () => false, pin: () => undefined, accepts: () => false },
  };
  return withAir((air) =>
    ClassicHost.open(air.le, { manners }).then(
      () => '',
      (error: unknown) => (error as Error).message,
    ),
  );
}

describe('the guide for a laboratory', () => {
  it('names each message that an adapter can cause, and each is one of the program', async function () {
    needs(this, ...airTools);
    const said = [
      await saying({ missing: true, code: 'ERR_MODULE_NOT_FOUND' }),
      await saying({ missing: true, code: 'ERR_DLOPEN_FAILED' }),
      ...(await Promise.all(Object.keys(advice).map((code) => saying({ code })))),
      await refusal(),
    ];
    const parts = rows.map(({ message }) => message.split('…').map((part) => part.trim()));
    const named = (message: string) => parts.filter((words) => words.every((word) => message.includes(word)));
    for (const message of said) expect(named(message), message).to.have.lengthOf(1);
    for (const words of parts)
      expect(
        said.filter((message) => words.every((word) => message.includes(word))),
        words.join(),
      ).to.have.lengthOf(1);
    for (const { message, does } of rows) expect(does.length, message).to.be.above(4);
  });

  it('shows a bench that the schema takes', () => {
    const [, yaml = ''] = /```yaml\n([\s\S]*?)```/.exec(guide) ?? [];
    const bluetooth = (parse(yaml.replaceAll(/^ {3}/gm, '')) as { readonly bluetooth: object }).bluetooth;
    expect(bluetooth).to.deep.equal({ adapter: 'hci:0', shielded: false });
    const bench = {
      ...{ bench: 1, laboratory: { name: 'Example Laboratory', address: 'Exampletown', kind: 'laboratory' } },
      ...{ operators: [{ id: 'op-1', name: 'A. Examiner' }], reach: {}, bluetooth },
    };
    expect(validate('bench', bench)).to.deep.equal([]);
  });

  it('names the test cases that emulated controllers cannot show, all of which are pending', () => {
    const pending = [...requirementFiles().values()]
      .map((file) => load('requirement', file).value)
      .flatMap(({ pending: cases = [] }) => cases)
      .filter(({ how }) => /emulated/i.test(how))
      .map(({ id }) => id);
    expect(pending).to.have.members(['BT-4-2', 'BT-14-2']);
    for (const id of pending) expect(guide).to.contain(id);
  });

  it('installs a package that npm does not hold back', () => {
    // What a package names as an optional peer, npm never installs into its own folder, even where it is asked to.
    const own = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8')) as object;
    expect(own).not.to.have.any.keys('peerDependencies', 'peerDependenciesMeta');
    expect(guide).to.contain('npm install --no-save hci-socket@1.0.0');
  });

  it('leads to files that are there', () => {
    expect(guide).to.contain('dist/harness/commands/main.js');
    const main = join(packageRoot, 'dist', 'harness', 'commands', 'main.js');
    expect(readFileSync(main, 'utf8')).to.match(/^#!/);
  });
});
