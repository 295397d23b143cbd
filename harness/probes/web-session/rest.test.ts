import { expect } from 'chai';
import { before, describe, it } from 'mocha';
import { cannot } from '../../development/needs.ts';
import type { Journey } from './take-journey.ts';
import { html, journey, noBrowser, observeWeb, serve } from './web.fixture.ts';

/** What is seen of steps on this page; `/never` is asked and not answered. */
async function seenOn(page: string, steps: Journey['steps']) {
  const served = await serve((request, response) => {
    if (request.url !== '/never') html(response, request.url === '/' ? page : '<p>There</p>');
  });
  const url = `http://localhost:${served.port}/`;
  return observeWeb({ url, journeys: [journey('look', steps)] }).finally(served.stop);
}

/** How many turns a page was given before it was left, less those that its script has in `before`. */
async function turnsOn(page: string, steps: Journey['steps']): Promise<number> {
  const counting = `<button>Go on</button><script>
    let turns = 0, before = 0;
    const own = requestAnimationFrame;
    window.requestAnimationFrame = (then) => { turns++; return own(then) };
    document.querySelector('button').onclick = () => { location.href = '/there/' + (turns - before) };
  </script>`;
  const { requests } = await seenOn(counting + page, [...steps, { click: 'Go on' }]);
  return Number(requests.find(({ path }) => path.startsWith('/there/'))?.path.slice(7));
}

describe('rest between the steps of a journey', function () {
  this.timeout(60_000);

  before(function () {
    const missing = noBrowser();
    if (missing !== undefined) cannot(this, missing);
  });

  it('is not waited for again where somebody only looked', async () => {
    const looks = Array.from({ length: 5 }, () => ({ expect: 'Ready' }));
    expect(await turnsOn('<p>Ready</p>', [{ open: '/' }, ...looks])).to.be.within(1, looks.length - 1);
  });

  it('is waited for once words have come that were not there at first', async () => {
    // The words come when it is looked for them a second time.
    const page = `<p></p><script>
      let looks = 0;
      Object.defineProperty(document, 'title', {
        get() {
          if (++looks === 2) {
            document.querySelector('p').textContent = 'Ready';
            before = turns;
          }
          return 'Test';
        },
      });
    </script>`;
    expect(await turnsOn(page, [{ open: '/' }, { wait: 'Ready' }])).to.be.at.least(1);
  });

  it('is waited for where the page asked for something since, though its words were there', async () => {
    const page = `<p>Ready</p><script>
      let asked = false;
      Object.defineProperty(document.body, 'innerText', {
        get() {
          if (!asked) void fetch('/never');
          asked = true;
          return 'Ready';
        },
      });
    </script>`;
    const { steps } = await seenOn(page, [{ open: '/' }, { expect: 'Ready' }]);
    expect(steps.find(({ journey: of, step }) => of === 'look' && step === 2)?.milliseconds).to.be.above(2000);
  });
});
