import { expect } from 'chai';
import { describe, it } from 'mocha';
import { another } from './variations/vary.ts';
import { filledIn, type Given } from './words.ts';

const given = {
  bench: { child: { firstName: 'Wisp', guardianEmail: 'tamsin@mail.example', nickname: 'a b&c' } },
} as unknown as Given;

describe('a step with values of the family in what it names', () => {
  it('looks for the words as the page shows them', () => {
    expect(filledIn({ expect: 'Hello {firstName}!' }, given)).to.deep.equal({ expect: 'Hello Wisp!' });
    expect(filledIn({ click: 'Let {firstName} play', seconds: 3 }, given)).to.deep.equal({
      click: 'Let Wisp play',
      seconds: 3,
    });
  });

  it('opens an address in which each value stands for itself', () => {
    const opened = filledIn({ open: '/greet?name={nickname}&to={guardianEmail}' }, given);
    expect(opened).to.deep.equal({ open: '/greet?name=a%20b%26c&to=tamsin%40mail.example' });
  });

  it('opens the mail of another family where another family goes', () => {
    const opened = filledIn({ open: 'https://mail.example/?to={guardianEmail}' }, given, another('followed'));
    expect(new URL(opened.open ?? '').searchParams.get('to')).to.equal('tamsin+followed@mail.example');
  });

  it('looks for the address of another family where another family goes', () => {
    const shown = filledIn({ expect: '{firstName} of {guardianEmail}' }, given, another('followed'));
    expect(shown).to.deep.equal({ expect: 'Wisp of tamsin+followed@mail.example' });
  });

  it('is left as it is where it names none, and says which value the bench does not know', () => {
    const step = { open: '/sign-up' };
    expect(filledIn(step, given)).to.equal(step);
    expect(() => filledIn({ open: '/{street}' }, given)).to.throw('the bench has no value "street"');
  });
});
