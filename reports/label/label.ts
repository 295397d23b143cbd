import type { Certificate } from '../../schemas/types.ts';
import { fragmentOf } from '../page/address.ts';
import { html, type Html } from '../render/html/template.ts';
import { markPath } from '../render/mark.svg.ts';
import { qrCode, quietZone } from './qr.ts';

/** A certificate, the digest of what was signed, and where the page that checks it lies. */
export interface Labelled {
  readonly certificate: Certificate;
  readonly digest: string;
  /** Address of the page for everybody, without a fragment. */
  readonly page: string;
}

/** The address in the QR code: the page, and behind the # which certificate, by number and digest. */
export const addressOf = ({ certificate, digest, page }: Labelled): string =>
  `${page}#${fragmentOf({ id: certificate.id, digest })}`;

const font = 'font-family="ui-sans-serif, system-ui, DejaVu Sans, sans-serif"';

/** The code alone, with its quiet zone; 30 mm wide unless it is scaled. */
export function qrSvg(labelled: Labelled): string {
  const { size, path } = qrCode(addressOf(labelled));
  const whole = size + 2 * quietZone;
  return svg(
    { width: '30mm', height: '30mm', viewBox: `${-quietZone} ${-quietZone} ${whole} ${whole}` },
    html`<title>Check the certificate ${labelled.certificate.id}</title>
      <rect x="${-quietZone}" y="${-quietZone}" width="${whole}" height="${whole}" fill="#fff" />
      <path d="${path}" fill="#000" shape-rendering="crispEdges" />`,
  );
}

/**
 * The label for the box, 74 by 34 mm in one colour: mark, level, edition, number, and the code that leads to the check.
 * Nothing in it is a seal or a star: the answer is behind the code, and may have changed since the box was printed.
 */
export function labelSvg(labelled: Labelled): string {
  const { certificate } = labelled;
  const { size, path } = qrCode(addressOf(labelled));
  const scale = Math.floor(26_000 / size) / 1000;
  const { level, standard, id } = certificate;
  return svg(
    { width: '74mm', height: '34mm', viewBox: '0 0 74 34' },
    html`<title>Toymark, level ${level}, edition ${standard.edition}, certificate ${id}</title>
      <rect width="74" height="34" fill="#fff" />
      <g transform="translate(4 4) scale(.25)" ${raw(strokes)}><path d="${markPath}" /></g>
      <g ${raw(font)} fill="#000">
        <text x="13.6" y="9.6" font-size="4.4" font-weight="700">Toymark</text>
        <text x="4" y="18.5" font-size="3.3">Level ${level}</text>
        <text x="4" y="23.3" font-size="3.3">Edition ${standard.edition}</text>
        <text x="4" y="26.9" font-size="2">${id}</text>
        <text x="4" y="30" font-size="1.7">Scan to see whether it counts today</text>
      </g>
      <g transform="translate(44 4) scale(${raw(String(scale))})">
        <path d="${path}" fill="#000" shape-rendering="crispEdges" />
      </g>`,
  );
}

/** The badge for a web page: mark, level and edition in one line, in the colour of the text around it. */
export function badgeSvg({ certificate }: Labelled): string {
  const { level, standard } = certificate;
  const text = `Toymark ${level}, edition ${standard.edition}`;
  const width = 36 + Math.ceil(text.length * 7.2);
  return svg(
    { width: `${width}`, height: '32', viewBox: `0 0 ${width} 32`, role: 'img' },
    html`<title>${text}</title>
      <g ${raw(strokes.replace('#000', 'currentColor'))}><path d="${markPath}" /></g>
      <text x="38" y="21" font-size="14" ${raw(font)} fill="currentColor">${text}</text>`,
  );
}

const strokes = 'fill="none" stroke="#000" stroke-width="2.6" stroke-linecap="round" stroke-linejoin="round"';

const raw = (markup: string): Html => ({ markup });

function svg(attributes: Readonly<Record<string, string>>, inside: Html): string {
  const said = Object.entries(attributes).map(([name, value]) => `${name}="${value}"`);
  return `<svg xmlns="http://www.w3.org/2000/svg" ${said.join(' ')}>${inside.markup.replace(/\n\s*/g, '')}</svg>\n`;
}
