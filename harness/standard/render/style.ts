import { colours, opening, page, phone, print, tables } from '../../../reports/render/html/look.ts';

const text = `
h1{font-size:2.074rem;line-height:1.2;margin:2.4rem 0 1rem}h1 .clause,h2 .clause,h3 .clause{color:var(--soft);font-weight:500;font-variant-numeric:tabular-nums;margin-right:.3em}
.ref{white-space:nowrap}h1:target,h2:target,h3:target,h4:target{outline:0}h2:target,h3:target,h4:target{text-decoration:underline;text-decoration-thickness:.08em;text-underline-offset:.18em}.requirement>h2:target,.requirement>h3:target{text-decoration:none;border-top:.2rem solid var(--ink)}.requirement>h2,.requirement>h3{font-size:1.44rem;margin:3.8rem 0 1rem;padding-top:.9rem;border-top:1px solid var(--line)}.id{font-size:.8em}
.lead{font-size:1.2rem;line-height:1.45}.lead .prose,.lead.prose{font-size:1.2rem}.standing,.terms,.by,.asked,.question{color:var(--soft)}.terms,.by,.asked{font-size:.9375rem}
.statement{font-size:1.2rem;line-height:1.5;border-left:.2rem solid var(--ink);padding-left:1rem;margin:1rem 0}.statement p{margin:.4rem 0;font-size:1.2rem}
.normative{font-weight:700;font-size:.92em;letter-spacing:.03em}.limit{font-weight:700;font-variant-numeric:tabular-nums;text-decoration:underline dotted;text-underline-offset:.2em}
.remark{font-size:.9375rem;border:1px solid var(--line);padding:.5rem .8rem}
.prose>:first-child{margin-top:0}.prose>:last-child{margin-bottom:0}.facts{margin:1.4rem 0}.facts>div{padding:.55rem 0}.facts dd>table:first-child{margin-top:0}
.plain,.contents ol,.inside ul{list-style:none;padding:0}.facts ul{margin-top:0}.facts .plain{padding:0}
.test{margin:0 0 1.5rem}.test:last-child{margin-bottom:0}.test>h3,.test>h4{font-size:1rem;margin:0 0 .3rem}.test>h3 .id,.test>h4 .id{font-size:1em;margin-right:.3em}.test p{margin:.3rem 0}.test>h3,.test>h4{text-wrap:pretty}
.questions small{display:block}.item{margin-top:2.4rem}.item>h2,.item>h3{font-size:1.2rem;border:0;padding:0;margin:0 0 .4rem}
q{quotes:"“" "”"}td small,th small{display:block}td div+div{margin-top:.4rem}
.terms-list>div{padding:.6rem 0;border-top:1px solid var(--line)}.terms-list dt{color:var(--ink);font-weight:650;font-size:1rem}.terms-list small{display:block}
`;

const ways = `
.ways{margin:1rem 0 0;font-size:.9375rem}.ways ul,.turn ul{list-style:none;padding:0;margin:0;display:flex;flex-wrap:wrap;gap:.3rem 1.4rem}.turn ul{justify-content:space-between}.turn{margin:0 0 1rem;font-size:.9375rem}footer p{margin:.3rem 0;font-size:.833rem}
.contents,.inside{margin-top:2.4rem}.contents h3{font-size:1rem;margin:1.8rem 0 .4rem;color:var(--soft)}.contents ol,.inside ul{display:block;margin:0}.inside p{color:var(--soft);font-size:.9375rem}
.contents li,.inside li{display:grid;grid-template-columns:3.2rem minmax(0,1fr);padding:.15rem 0;gap:0 .4rem}.contents li>ol{grid-column:1/-1;padding:.1rem 0 .7rem}.contents ol ol li{grid-template-columns:3.2rem minmax(0,1fr);font-size:.9375rem}.contents>ol>li:has(ol){margin-top:.5rem}.contents>ol>li:has(ol)>span>a{font-weight:650}.contents a,.inside a{text-decoration-thickness:1px}.clause,.leaf{font-variant-numeric:tabular-nums;color:var(--soft)}.leaf{display:none}
`;

const search = `
.search label{display:block;font-weight:650;margin-bottom:.3rem}.search input{font:inherit;width:100%;padding:.6rem .7rem;color:inherit;background:var(--ground);border:1px solid var(--soft);border-radius:.2rem}.search input:focus-visible{outline:.15rem solid var(--ink);outline-offset:.1rem}
.found{list-style:none;padding:0;margin:1.2rem 0}.found li{padding:.7rem 0;border-top:1px solid var(--line)}.found p{margin:.2rem 0 0;font-size:.9375rem;color:var(--soft)}.found mark{background:none;color:var(--ink);font-weight:700}.found small{display:block}
`;

const paper = `
@media print{.ways,.turn,.inside{display:none}h1{font-size:1.728rem}.requirement{break-inside:auto}.requirement>h3,.requirement>h2{break-after:avoid}.statement,.terms,.remark,.test h4,.contents li>span{break-inside:avoid}.statement{break-before:avoid}.contents{display:block}.chapter,.contents{break-before:page}thead,tbody tr:first-child{break-before:avoid}caption,thead{break-after:avoid}.chapter.before+.before,.chapter.after+.after{break-before:auto}.leaf{display:block;text-align:right}.contents li,.contents ol ol li{grid-template-columns:3.2rem minmax(0,1fr) 2.2rem}.test,.found li{break-inside:avoid}.chapter>h2{font-size:1.728rem}.cover{padding-top:30mm}.contents a,.inside a{text-decoration:none}.item{break-inside:avoid}.facts>div{break-inside:auto}dt,.by,.question{break-after:avoid}.question,.item>h3+*{break-before:avoid}p,li{orphans:2;widows:2}
table{font-size:8.5pt}}
`;

/** The stylesheet of the standard: that of the reports, and what a long text needs. `foot` stands below each printed page. */
export function style(foot: string): string {
  if (!/^[A-Za-z0-9 .,-]+$/.test(foot))
    throw new Error('the foot of a page holds letters, digits and plain punctuation');
  return [colours, page, opening, tables, text, ways, search, phone, print(foot), paper].join('').replace(/\n/g, '');
}
