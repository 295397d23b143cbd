import QRCode from 'qrcode';

/** A QR code (ISO/IEC 18004) as the path of its dark modules in a grid, error correction M. */
export interface QrCode {
  /** Modules on a side, without the quiet zone. */
  readonly size: number;
  /** SVG path data, one unit a module. */
  readonly path: string;
}

/** Modules of white that a reader needs on every side. */
export const quietZone = 4;

/** @throws Error where the text does not fit any code */
export function qrCode(text: string): QrCode {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: 'M' });
  const { size } = modules;
  const dark = (row: number, column: number) => column < size && modules.get(row, column) !== 0;
  const runs: string[] = [];
  for (let row = 0; row < size; row++)
    for (let column = 0; column < size; column++) {
      if (!dark(row, column)) continue;
      const start = column;
      while (dark(row, column)) column++;
      runs.push(`M${start} ${row}h${column - start}v1h-${column - start}z`);
    }
  return { size, path: runs.join('') };
}
