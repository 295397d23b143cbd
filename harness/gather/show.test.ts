import { expect } from 'chai';
import { describe, it } from 'mocha';
import type { Task } from '../../schemas/types.ts';
import type { GatherEvent } from './events.ts';
import { duration, showLines } from './show-lines.ts';
import { fit, showLive } from './show-live.ts';

const task = (target: string): Task => ({
  id: `open-ports/${target}`,
  kind: 'open-ports',
  target,
  units: [],
  occupies: [],
  estimatedSeconds: 1,
  limitSeconds: 5,
  testCases: [],
});

const [a, b] = [task('unit-1/tcp'), task('unit-2/tcp')] as const;
const planned: GatherEvent = { type: 'planned', tasks: [a, b], alreadyObserved: 0 };
const observed = (of: Task): GatherEvent => ({
  type: 'ended',
  task: of,
  outcome: { type: 'observed', observation: 'sha256:00' },
  seconds: 29.3,
});

/** A terminal that understands the few sequences used: the lines a person would see. */
function screen(columns: number, rows = 24) {
  const lines = [''];
  let at = 0;
  const write = (text: string) => {
    for (const [part] of text.matchAll(/\x1b\[(\d*)([AJK])|\r|\n|[^\x1b\r\n]+|[^]/g)) {
      const [, count, letter] = /^\x1b\[(\d*)([AJK])$/.exec(part) ?? [];
      if (letter === 'A') at -= Number(count);
      else if (letter === 'J') lines.splice(at, Infinity, '');
      else if (letter === 'K' || part === '\r') continue;
      else if (part === '\n') at++;
      else lines[at] = part;
      lines[at] ??= '';
      if (at < 0) throw new Error('above the screen');
    }
  };
  return { columns, rows, write, lines: () => lines.filter((line) => line !== '') };
}

describe('progress', () => {
  it('in a log every start and end is a line with its time', () => {
    let log = '';
    const show = showLines(
      (text) => (log += text),
      () => new Date('2026-11-02T09:14:02.500Z'),
    );
    const detail = 'no answer from \x1b[2J toy';
    const failed = { type: 'not-observed', reason: 'unreachable', detail } as const;
    for (const event of [planned, { type: 'started', task: a } as const, observed(a)]) show(event);
    show({ type: 'remark', task: b, text: 'reset the \x1b[2J unit' });
    show({ type: 'ended', task: b, outcome: failed, seconds: 4 });
    expect(log.split('\n')).to.deep.equal([
      '09:14:02  2 tasks to observe',
      '09:14:02  open-ports/unit-1/tcp  started',
      '09:14:02  open-ports/unit-1/tcp  observed  29 s',
      '09:14:02  open-ports/unit-2/tcp  note: reset the \\x1b[2J unit',
      '09:14:02  open-ports/unit-2/tcp  not observed: unreachable: no answer from \\x1b[2J toy  4.0 s',
      '',
    ]);
  });

  it('on a terminal what ended stays above, what runs is redrawn in place', () => {
    const terminal = screen(80);
    const show = showLive(terminal, () => 0);
    for (const event of [planned, { type: 'started', task: a } as const, { type: 'started', task: b } as const])
      show(event);
    show({ type: 'progress', task: b, fraction: 0.5, note: 'port 80 \x1b[31mof many' });
    show(observed(a));
    const [first, second, running, footer, ...more] = terminal.lines();
    expect(first).to.equal('2 tasks to observe');
    expect(second).to.equal('open-ports/unit-1/tcp  observed  29 s');
    expect(running).to.match(/^open-ports\/unit-2\/tcp +██████░░░░░░ {2}port 80 \\x1b\[31m.* 0\.0 s$/);
    expect(footer?.trim()).to.equal('1 of 2 done, 1 at work');
    expect(more).to.deep.equal([]);
    show({ type: 'remark', task: b, text: 'reset the \x1b[2J unit' });
    expect(terminal.lines()[2]).to.equal('open-ports/unit-2/tcp  note: reset the \\x1b[2J unit');
    expect(terminal.lines()).to.have.length(5);
    show(observed(b));
    show({ type: 'finished' });
    expect(terminal.lines()).to.have.length(4);
    // An instrument that did not end in its time may still have something to say.
    show({ type: 'remark', task: a, text: 'reset this one too' });
    expect(terminal.lines()).to.have.length(5);
  });

  for (const columns of [30, 40, 60, 80, 200])
    it(`no line of the moving part is wider than a terminal of ${columns} columns`, () => {
      const terminal = screen(columns, 8);
      const show = showLive(terminal, () => 3_725_000);
      show(planned);
      for (let index = 0; index < 12; index++) {
        const one = task(`unit-${index}/${'x'.repeat(index * 8)}`);
        show({ type: 'started', task: one });
        show({ type: 'progress', task: one, fraction: index / 12, note: 'a long note '.repeat(20) });
      }
      show({ type: 'answered' });
      const [, ...moving] = terminal.lines();
      expect(moving).to.have.length(6);
      for (const line of moving) expect(line.length).to.be.at.most(columns);
      show({ type: 'finished' });
    });

  it('while a person is asked the terminal is theirs; what ended meanwhile is said afterwards', () => {
    const terminal = screen(80);
    const show = showLive(terminal, () => 0);
    for (const event of [planned, { type: 'started', task: a } as const, { type: 'asking' } as const]) show(event);
    expect(terminal.lines()).to.deep.equal(['2 tasks to observe']);
    show({ type: 'started', task: b });
    show(observed(a));
    expect(terminal.lines()).to.deep.equal(['2 tasks to observe']);
    show({ type: 'answered' });
    expect(terminal.lines()[1]).to.equal('open-ports/unit-1/tcp  observed  29 s');
    show({ type: 'finished' });
  });

  for (const [text, columns, shown] of [
    ['abc', 5, 'abc  '],
    ['abcdef', 4, 'abc…'],
    ['abcd', 4, 'abcd'],
    ['玩具熊', 6, '玩具熊'],
    ['玩具熊', 5, '玩具…'],
    ['玩具熊', 4, '玩… '],
  ] as const)
    it(`"${text}" in ${columns} columns is "${shown}"`, () => {
      expect(fit(text, columns)).to.equal(shown);
    });

  for (const [seconds, said] of [
    [0.04, '0.0 s'],
    [9.96, '10 s'],
    [59.6, '1 min 0 s'],
    [185, '3 min 5 s'],
  ] as const)
    it(`${seconds} seconds are said as ${said}`, () => {
      expect(duration(seconds)).to.equal(said);
    });
});
