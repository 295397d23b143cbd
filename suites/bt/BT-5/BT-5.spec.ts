import { describe, it } from 'mocha';
import { eachRow, evidence, expect, inconclusive, inTime, limit } from '../../vocabulary.ts';

describe('BT-5 The toy is not discoverable for ever', () => {
  it('BT-5-1 the toy does not answer an inquiry in its normal state', () => {
    unanswered('normal', 'in its normal state');
  });

  it('BT-5-2 inquiries are unanswered once the limit is over', () => {
    const most = limit('windowSeconds');
    eachRow(
      evidence('bluetooth-classic').discoveries,
      ({ unit, listenedSeconds, firstSeconds, lastSeconds, lateness }) => {
        if (firstSeconds === undefined || lastSeconds === undefined)
          inconclusive(`${unit} answered no inquiry after the act`);
        const stays = Math.round(lastSeconds - firstSeconds);
        if (stays > most) inTime('bluetooth-classic', lateness, `${unit} to answer no more`);
        expect(stays, `${unit} still answers inquiries ${stays} s after the act`).to.be.at.most(most);
        if (listenedSeconds < most) inconclusive(`${unit} was inquired for ${listenedSeconds} s only`);
      },
    );
  });

  it('BT-5-3 a bonded toy does not answer an inquiry in its normal state', () => {
    unanswered('bonded', 'although it has an owner');
  });
});

function unanswered(state: 'normal' | 'bonded', when: string): void {
  const { inquiries, discoveries } = evidence('bluetooth-classic');
  const inState = inquiries.filter((row) => row.state === state);
  if (inState.length === 0) inconclusive(`nobody inquired ${state === 'bonded' ? 'after an owner had paired' : when}`);
  eachRow(inState, ({ unit, kind, answered }) => {
    expect(answered, `${unit} answers a ${kind} inquiry ${when}`).to.equal(false);
    if (!discoveries.some((row) => row.unit === unit && row.answers > 0))
      inconclusive(`no inquiry found ${unit} in its pairing window either, so that its silence shows nothing`);
  });
}
