import { colours, opening, page, phone, print, tables } from './look.ts';

/** Strips, bars and their legends. */
export const figures = `
figcaption{font-weight:600;margin-bottom:.5rem}.legend{list-style:none;padding:0;display:flex;flex-wrap:wrap;gap:.2rem 1.1rem;margin:.4rem 0 1rem}.legend .verdict{font-weight:500}
.strip,.bars{display:grid;grid-template-columns:15.5rem minmax(0,1fr);gap:.2rem .8rem;align-items:center;padding:.15rem 0}.strip-name{font-size:.9375rem}.strip svg{max-width:100%;height:auto}
.bars svg{width:100%;border-bottom:1px solid var(--line)}.full{fill:var(--ink)}.received svg{max-width:100%;height:auto}.received .label{font-size:11px;fill:var(--ink)}.received .none{fill:none;stroke:var(--line)}.pages{list-style:none;padding:0;display:flex;flex-wrap:wrap;gap:1.2rem}.pages figure{margin:0;width:320px;max-width:100%}.pages img{max-width:100%;height:auto;border:1px solid var(--line)}.pages figcaption{font-weight:400;font-size:.875rem;margin:.3rem 0 0}.plain{margin:0;padding-left:1rem}.hollow{fill:none;stroke:var(--ink);stroke-width:1.5;vector-effect:non-scaling-stroke}
.axis{display:flex;justify-content:space-between;padding-left:16.3rem;font-variant-numeric:tabular-nums}
`;

/** The one stylesheet. `id` stands at the foot of every printed page. */
export function style(id: string): string {
  if (!/^[A-Z0-9-]+$/.test(id)) throw new Error('the id of a report holds capitals, digits and hyphens');
  return [colours, page, opening, figures, tables, phone, print(id)].join('').replace(/\n/g, '');
}

/** The first page of a print, and where pages break. */
export const printed = `
.pages figure{width:15.5rem;break-inside:avoid}.pages{gap:.9rem}.leaves ol{list-style:none;margin:0;padding:0}.leaves li{display:flex;align-items:baseline;gap:.4rem;padding:.12rem 0}.leaves i{flex:1;border-bottom:1px dotted var(--line)}.leaves span{font-variant-numeric:tabular-nums;min-width:1.5rem;text-align:right}.leaves h2{margin-top:1.6rem}
header{break-after:page}main>section:first-child>h2{margin-top:0;border-top:0;padding-top:0}.finding{break-inside:avoid}tbody tr:first-child,thead{break-before:avoid}caption{break-inside:avoid}footer{break-before:avoid;break-inside:avoid}p,li{orphans:2;widows:2}h2+p,article>.prose,article>.level{break-after:avoid}article>.prose{break-inside:avoid}.facts{break-inside:avoid}
`.replace(/\n/g, '');
