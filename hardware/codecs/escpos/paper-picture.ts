import receiptline, { type BaseCommand } from 'receiptline';
import type { Columns } from '@balie/shared/receipts/sheet.ts';
import type { Picture } from '../page/printable-page.ts';

/** What receiptline's own picture keeps while it draws. */
interface Drawing {
  receiptId: string;
  svgWidth: number;
  svgHeight: number;
  svgContent: string;
}

const FONTS = "'DejaVu Sans Mono', Consolas, 'Liberation Mono', 'Courier New', monospace";

/** Receiptline's picture without what it asks of the network, and always the same for the same text. */
const drawing: BaseCommand & ThisType<BaseCommand & Drawing> = {
  ...receiptline.commands.svg,
  open(printer) {
    receiptline.commands.svg.open.call(this, printer);
    this.receiptId = 'paper';
    return '';
  },
  close() {
    const { svgWidth: width, svgHeight: height, svgContent } = this;
    return (
      `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">` +
      `<g font-family="${FONTS}" font-size="20" fill="#000" dominant-baseline="text-after-edge" text-anchor="middle">` +
      `${svgContent}</g></svg>`
    );
  },
};

/** The paper as an SVG: 12 units a column, black on nothing, complete in itself. From the text that `paperBytes` prints. */
export function paperPicture(document: string, columns: Columns): Picture {
  const picture = receiptline.transform(document, {
    ...{ command: drawing, cpl: columns, encoding: 'cp858', spacing: true },
  });
  const [, width, height] = /^<svg [^>]*width="(\d+)" height="([\d.]+)"/.exec(picture)!;
  return { picture, width: Number(width), height: Number(height) };
}

/** Receiptline's plain text with large words unspaced, so that they can be read aloud. */
const plain: BaseCommand = { ...receiptline.commands.text, wh: () => '' };

/** The paper as lines of plain text, for who does not look at pictures. */
export function paperText(document: string, columns: Columns): string {
  return receiptline.transform(document, { command: plain, cpl: columns, encoding: 'cp858' });
}
