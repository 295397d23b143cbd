/** The look of the playroom, in one piece. */
export const style = `
:root { color-scheme: light; --paper: #fbf7ef; --ink: #2c2620; --soft: #6d6156; --line: #d9cdb9; --fur: #b9814a; --light: #efd9b4; --deed: #7a3f12; --moss: #e7ecd9; }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1.0625rem/1.6 ui-sans-serif, system-ui, sans-serif; }
header, main, footer { max-width: 42rem; margin: 0 auto; padding: 0 1.25rem; }
header { display: flex; flex-wrap: wrap; gap: .5rem 1.5rem; align-items: center; justify-content: space-between; padding-top: 1.25rem; padding-bottom: 1rem; border-bottom: 1px solid var(--line); }
.home { display: flex; gap: .6rem; align-items: center; color: inherit; text-decoration: none; font: 600 1.2rem ui-serif, Georgia, serif; }
nav { display: flex; gap: 1.25rem; align-items: center; } nav form { margin: 0; }
a { color: var(--deed); text-underline-offset: .2em; }
a:focus-visible, button:focus-visible, input:focus-visible, textarea:focus-visible, canvas:focus-visible { outline: 3px solid #2d6cdf; outline-offset: 2px; }
.skip { position: absolute; left: -100rem; } .skip:focus { left: 1rem; top: .5rem; background: #fff; padding: .25rem .75rem; }
h1 { font: 600 2.1rem/1.2 ui-serif, Georgia, serif; margin: 2.25rem 0 1rem; }
h2 { font: 600 1.4rem/1.3 ui-serif, Georgia, serif; margin: 2.5rem 0 .5rem; }
.told { border-left: 4px solid var(--deed); background: #fff; padding: .6rem 1rem; }
.lead { font-size: 1.2rem; color: var(--soft); }
.field { margin: 1rem 0; } .field label { display: block; font-weight: 600; }
.field small { display: block; color: var(--soft); }
input:not([type=checkbox]):not([type=radio]), textarea { width: 100%; max-width: 24rem; font: inherit; padding: .5rem .65rem; border: 1px solid #8a7c6b; border-radius: .35rem; background: #fff; color: inherit; }
button, .button { display: inline-block; font: inherit; font-weight: 600; padding: .5rem 1.1rem; border: 1px solid var(--deed); border-radius: .35rem; background: var(--deed); color: #fff; cursor: pointer; text-decoration: none; }
button.plain { background: none; color: var(--deed); border-color: transparent; padding: 0; font-weight: 400; text-decoration: underline; text-underline-offset: .2em; }
button.quiet { background: #fff; color: var(--deed); }
table { width: 100%; border-collapse: collapse; margin: 1rem 0; } caption { text-align: left; color: var(--soft); }
th, td { text-align: left; vertical-align: top; padding: .5rem .75rem .5rem 0; border-bottom: 1px solid var(--line); } td.right { text-align: right; }
ul.rows { list-style: none; padding: 0; } ul.rows > li { display: flex; flex-wrap: wrap; gap: .5rem 1rem; justify-content: space-between; align-items: center; padding: .6rem 0; border-bottom: 1px solid var(--line); } ul.rows form { margin: 0; }
.bear.small { width: 2.4rem; } .bear.large { width: min(16rem, 60vw); display: block; margin: 1rem auto; }
.fur { fill: var(--fur); } .light { fill: var(--light); } .dark { fill: #35281c; } .mouth { fill: none; stroke: #35281c; stroke-width: 3; stroke-linecap: round; }
.says { min-height: 3.2em; text-align: center; font: 1.3rem/1.4 ui-serif, Georgia, serif; }
canvas { width: 100%; max-width: 24rem; aspect-ratio: 4 / 3; background: #fff; border: 1px solid #8a7c6b; border-radius: .35rem; touch-action: none; display: block; }
.drawings { display: flex; flex-wrap: wrap; gap: 1rem; padding: 0; list-style: none; } .drawings img { width: 9rem; height: 6.75rem; object-fit: cover; border: 1px solid var(--line); background: #fff; }
footer { margin-top: 4rem; padding-bottom: 2rem; border-top: 1px solid var(--line); color: var(--soft); font-size: .95rem; }
@media (prefers-reduced-motion: no-preference) { .bear.glad { animation: nod .5s 2; } @keyframes nod { 50% { transform: translateY(.4rem) rotate(2deg); } } }
`;
