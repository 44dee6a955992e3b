/** A paper as a picture: SVG, with its size in the picture's own units. */
export interface Picture {
  readonly picture: string;
  readonly width: number;
  readonly height: number;
}

export type PageSize = 'A4' | '80mm';

/** A page for a browser to print or to make a PDF of. Sizes in mm. */
export interface PrintablePage {
  readonly html: string;
  readonly widthMm: number;
  readonly heightMm: number;
}

/** Width of what is printed on a roll of 80 mm; on A4 it is as large. */
const STRIP = 72;
const MARGIN = { A4: 15, '80mm': 4 } as const;
const A4 = { width: 210, height: 297 } as const;

/**
 * An HTML page, complete in itself, on which a receipt stands as it would on a roll: on A4 at the left above, over as many pages as it
 * needs, cut between lines only; on a roll as one page of its own length.
 */
export function printablePage(paper: Picture, size: PageSize, title: string): PrintablePage {
  const margin = MARGIN[size];
  const unit = STRIP / paper.width;
  const whole = Math.ceil(paper.height * unit) + 1;
  const [widthMm, heightMm] = size === 'A4' ? [A4.width, A4.height] : [80, whole + 2 * margin];
  const room = size === 'A4' ? (heightMm - 2 * margin) / unit : paper.height;
  const parts = partsOf(paper, room).map(([from, to]) => partOf(paper, from, to, unit));
  const html =
    `<!doctype html><html><head><meta charset="utf-8"><title>${escape(title)}</title>` +
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">` +
    `<style>@page{size:${widthMm}mm ${heightMm}mm;margin:${margin}mm}body{margin:0}svg{display:block}` +
    `body>svg+svg{break-before:page}</style></head><body>${parts.join('')}</body></html>`;
  return { html, widthMm, heightMm };
}

/** Stretches of at most `room`, which end below a line of text. */
function partsOf({ picture, height }: Picture, room: number): [from: number, to: number][] {
  const below = [...picture.matchAll(/<g transform="translate\([\d.]+,([\d.]+)\)"><text/g)].map(([, y]) =>
    Number(y),
  );
  const parts: [number, number][] = [];
  for (let from = 0; from < height;) {
    const fits = below.filter((y) => y > from && y <= from + room).at(-1);
    const to = height - from <= room ? height : (fits ?? from + room);
    parts.push([from, to]);
    from = to;
  }
  return parts;
}

function partOf({ picture, width }: Picture, from: number, to: number, unit: number): string {
  const mm = (units: number): string => `${(units * unit).toFixed(2)}mm`;
  const size = `width="${mm(width)}" height="${mm(to - from)}"`;
  return `<svg xmlns="http://www.w3.org/2000/svg" ${size} viewBox="0 ${from} ${width} ${to - from}">${picture}</svg>`;
}

function escape(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
