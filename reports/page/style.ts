import { colours, opening, page, phone, tables } from '../render/html/look.ts';
import { figures } from '../render/html/style.ts';

const own = `
.answer{font-size:1.728rem;margin:.2rem 0 .6rem;border:0;padding:0;line-height:1.25}.answer:focus{outline:0}.headline{font-size:1.3rem}
summary{cursor:pointer;padding:.6rem 0;font-weight:600}details{border-top:1px solid var(--line)}.open{margin-top:3rem}input[type=file]{font:inherit;color:inherit;max-width:100%}footer{text-align:left;font-size:.875rem}
`;

/** The stylesheet of the page for everybody. */
export const pageStyle: string = [colours, page, opening, figures, tables, phone, own].join('').replace(/\n/g, '');
