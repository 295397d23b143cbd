// What every document for people shares: the report, and the standard itself. Each takes the parts it needs.

/** Colour means verdict and nothing else; every pair below passes WCAG AA on its ground. */
export const colours = `
:root{color-scheme:light dark;--ground:#fffdf9;--ink:#1d1b18;--soft:#5b5750;--line:#d8d3c8;--pass:#1b6a35;--fail:#b02318;--inconclusive:#875200;--not-applicable:#5f5b54;--not-tested:#5f5b54}
@media (prefers-color-scheme:dark){:root{--ground:#181715;--ink:#ebe7df;--soft:#b0aaa0;--line:#403d38;--pass:#80d69c;--fail:#ff9d92;--inconclusive:#f0bf70;--not-applicable:#aaa59b;--not-tested:#aaa59b}}
.verdict.pass{--mark:var(--pass)}.verdict.fail{--mark:var(--fail)}.verdict.inconclusive{--mark:var(--inconclusive)}.verdict.not-applicable{--mark:var(--not-applicable)}.verdict.not-tested{--mark:var(--not-tested)}
.solid{fill:var(--mark)}.cut{fill:none;stroke:var(--ground);stroke-width:1.8;stroke-linecap:round;stroke-linejoin:round}.point{fill:var(--mark)}.stroke{fill:none;stroke:var(--mark);stroke-width:1.7;stroke-linecap:round}.line{fill:none;stroke:var(--mark);stroke-width:2}
`;

/** Paper, type and headings; a modular scale of 1.2. */
export const page = `
*{box-sizing:border-box}
html{font:1rem/1.55 ui-sans-serif,system-ui,-apple-system,"Segoe UI","DejaVu Sans",sans-serif;background:var(--ground);color:var(--ink);-webkit-text-size-adjust:100%}
body{margin:0 auto;padding:2rem 1.25rem 4rem;max-width:48rem;overflow-wrap:break-word}
a{color:inherit;text-underline-offset:.15em}a:focus-visible,:target{outline:.15rem solid var(--ink);outline-offset:.2rem}
.skip{position:absolute;left:-100rem}.skip:focus{left:1rem;top:1rem;background:var(--ground);padding:.5rem 1rem}
.shapes{position:absolute}
h1,h2,h3,h4{line-height:1.25;font-weight:650;text-wrap:balance}
h1{font-size:1.2rem;margin:.2rem 0 0;font-weight:650}h2{font-size:1.44rem;margin:3.5rem 0 1rem;padding-top:.9rem;border-top:1px solid var(--line)}h3{font-size:1.2rem;margin:2.2rem 0 .6rem}h4{font-size:1rem;margin:1.8rem 0 .3rem}
p,ul,dl,figure{margin:.6rem 0}small,.level,.axis,.more,figcaption{font-size:.833rem;color:var(--soft)}
.prose{font-family:ui-serif,Georgia,"Times New Roman",serif;font-size:1.06rem}
code{font-family:ui-monospace,"SFMono-Regular","DejaVu Sans Mono",monospace;font-size:.875em;direction:ltr;unicode-bidi:isolate;overflow-wrap:anywhere}
.said{unicode-bidi:isolate;overflow-wrap:anywhere}.values{display:block;color:var(--soft)}
.digest{font-size:.75rem;color:var(--soft)}.id{font-variant-numeric:tabular-nums;color:var(--soft);font-weight:500;white-space:nowrap}
.verdict{white-space:nowrap;color:var(--mark);font-weight:600;font-size:.9375rem}.mark{width:.95em;height:.95em;vertical-align:-.1em;overflow:visible}h3 .verdict,h4 .verdict{margin-left:.35rem;font-size:.9375rem}
`;

/** The head of a document: our name, the answer, the contents. */
export const opening = `
.name{display:flex;align-items:center;gap:.5rem;color:var(--soft);font-size:.9375rem;flex-wrap:wrap}.name .own{width:1.6rem;height:1.6rem;fill:none;stroke:var(--ink);stroke-width:2.6;stroke-linecap:round;stroke-linejoin:round}.name b{color:var(--ink)}.name .number{margin-left:auto}
.headline{font-family:ui-serif,Georgia,"Times New Roman",serif;font-size:1.728rem;line-height:1.28;margin:.4rem 0 .8rem;text-wrap:pretty}.outcome{margin:1.6rem 0 0}.outcome .verdict{font-size:1.2rem}
.issued{color:var(--soft)}
nav{margin:2rem 0 0}nav ul{list-style:none;margin:0;padding:0;display:flex;flex-wrap:wrap;gap:.3rem 1.2rem;font-size:.9375rem}
`;

/** Tables, and names with their values beside them. */
export const tables = `
table{border-collapse:collapse;width:100%;margin:1.1rem 0 1.6rem;font-size:.9375rem;line-height:1.45}caption{text-align:left;font-size:.833rem;font-weight:600;color:var(--soft);padding-bottom:.3rem}
th,td{text-align:left;vertical-align:top;padding:.4rem .8rem .4rem 0;border-top:1px solid var(--line);font-weight:400}thead th{font-size:.833rem;color:var(--soft);border-top:0}th:last-child,td:last-child{padding-right:0}.figures{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
.cases,.rows{table-layout:fixed}.cases thead th:nth-child(1){width:38%}.cases thead th:nth-child(4){width:22%}.rows thead th:nth-child(1){width:38%}.cases thead th:nth-child(2),.rows thead th:nth-child(2){width:7.8rem}
td a{white-space:nowrap}.op{white-space:nowrap}
.facts>div,.finding dl>div{display:grid;grid-template-columns:9.5rem minmax(0,1fr);gap:.1rem 1rem;padding:.35rem 0}dt{color:var(--soft);font-size:.9375rem}dd{margin:0}dd p{margin:0 0 .3rem}dd ul{margin:0 0 .3rem;padding-left:1.1rem}
.passing{font-size:.9375rem}.passing code{color:var(--soft)}.finding{margin:1.6rem 0 2.4rem}.finding h3{margin-bottom:.5rem}.more{margin:.2rem 0}
footer{margin-top:4rem;border-top:1px solid var(--line);padding-top:1rem;color:var(--soft);text-align:center}
`;

/** Tables become lists of blocks at phone width. */
export const phone = `
@media (max-width:40rem){body{padding:1.25rem 1rem 3rem}.headline{font-size:1.44rem}.strip,.bars{grid-template-columns:minmax(0,1fr)}.axis{padding-left:0}
.facts>div,.finding dl>div{grid-template-columns:minmax(0,1fr)}
table,tbody,tr,th,td,caption{display:block;width:100%}thead{position:absolute;clip-path:inset(50%);width:1px;height:1px;overflow:hidden}
tbody tr{border-top:1px solid var(--line);padding:.5rem 0}tbody th,tbody td{border:0;padding:.1rem 0;text-align:left}tbody th{font-weight:600}tbody td.figures{display:inline-block;width:auto;margin-right:1.1rem}tbody td::before{content:attr(data-title) ": ";color:var(--soft);font-size:.833rem}}
@media (prefers-reduced-motion:no-preference){html{scroll-behavior:smooth}}
`;

/** Numbered pages, with `id` at the foot of each; it must hold nothing that a stylesheet could misread. */
export const print = (id: string) => `
@page{size:A4;margin:20mm 18mm 22mm;@bottom-left{content:"${id}";font:8pt sans-serif;color:#555}@bottom-right{content:"Page " counter(page) " of " counter(pages);font:8pt sans-serif;color:#555}}
@media print{:root{color-scheme:light;--ground:#fff;--ink:#000;--soft:#444;--line:#bbb;--pass:#1b6a35;--fail:#b02318;--inconclusive:#875200;--not-applicable:#555;--not-tested:#555}
html{font-size:9.5pt;print-color-adjust:exact;-webkit-print-color-adjust:exact}body{max-width:none;padding:0}.skip,nav,.more{display:none}a{text-decoration:none}h2,h3,h4,caption{break-after:avoid}tr,.finding dl>div,.strip,.bars,figure{break-inside:avoid}thead{display:table-header-group}h2{margin-top:2rem}}
`;
