import { printable } from './printable.ts';

/** Signs that fit on a line: paper of 58 mm, and of 80 mm in its two usual settings. */
export type Columns = 32 | 42 | 48;

interface TextStyle {
  /** At the left by default. */
  readonly centred?: boolean;
  readonly bold?: boolean;
  /** `large` is twice as high and as wide. */
  readonly size?: 'large';
  /** Columns kept free at the left, of text that is not centred. */
  readonly indent?: number;
}

/** Dots of a bar code's thinnest bar, and of a column. */
const BAR = 2;
const COLUMN = 12;

/**
 * A strip of paper, line by line, written as a receiptline document (https://www.receiptline.org, OFSC ReceiptLine 1.1). Lines are
 * broken here, between words: receiptline itself breaks anywhere. All text is folded to what printers have, and escaped.
 */
export class Sheet {
  readonly columns: Columns;
  private readonly lines: string[] = [];

  constructor(columns: Columns) {
    this.columns = columns;
  }

  /** As many lines as it needs; none when it is empty. */
  text(text: string, { centred = false, bold = false, size, indent = 0 }: TextStyle = {}): this {
    const width = Math.floor((this.columns - (centred ? 0 : indent)) / (size ? 2 : 1));
    for (const line of wrap(printable(text), width)) {
      const marked = `${size ? '^^^' : ''}${bold ? '"' : ''}${escapeText(line)}${bold ? '"' : ''}`;
      this.lines.push(centred ? marked : `|${'~'.repeat(indent)}${marked}`);
    }
    return this;
  }

  /** Text at the left and a figure at the right of its last line, or below it where they do not fit together. */
  pair(
    left: string,
    right: string,
    { bold = false, indent = 0 }: Pick<TextStyle, 'bold' | 'indent'> = {},
  ): this {
    const figure = printable(right);
    const width = this.columns - indent;
    const lines = wrap(printable(left), Math.max(width - figure.length - 1, Math.ceil(width / 2)));
    const last = lines.pop() ?? '';
    for (const line of lines) this.text(line, { bold, indent });
    const room = width - last.length - figure.length;
    if (last && room < 1) return this.text(last, { bold, indent }).pair('', right, { bold, indent });
    if (room < 0) return this.text(right, { bold, indent });
    const [head, tail] = last ? [indent, room] : [indent + room, 0];
    const line = `${'~'.repeat(head)}${escapeText(last)}${' '.repeat(tail)}${escapeText(figure)}`;
    this.lines.push(bold ? `|"${line}"` : `|${line}`);
    return this;
  }

  rule(): this {
    this.lines.push('---');
    return this;
  }

  blank(): this {
    this.lines.push('');
    return this;
  }

  /** Code 128 with its number below; the number alone where the bars are wider than the paper. */
  barcode(code: string): this {
    const bars = /^[!-~]+$/.test(code) && modulesOf(code) * BAR <= this.columns * COLUMN;
    if (bars) this.lines.push(`{code:${escapeValue(code)};option:code128,${BAR},56}`);
    return this.text(code, { centred: true });
  }

  document(): string {
    return this.lines.join('\n');
  }
}

/** So that nothing in it can be read as markup. */
function escapeText(text: string): string {
  return text.replace(/[\\|{}\-=~_"`^]/g, '\\$&');
}

function escapeValue(text: string): string {
  return text.replace(/[^0-9A-Za-z]/g, (sign) => `\\x${sign.charCodeAt(0).toString(16).padStart(2, '0')}`);
}

/** Lines of at most `width` signs, broken between words; a word that is longer is cut. */
function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ').filter(Boolean)) {
    if (line && line.length + 1 + word.length <= width) {
      line += ` ${word}`;
      continue;
    }
    if (line) lines.push(line);
    let rest = word;
    for (; rest.length > width; rest = rest.slice(width)) lines.push(rest.slice(0, width));
    line = rest;
  }
  return line ? [...lines, line] : lines;
}

/** Thinnest bars of a code at its widest: a sign of 11 for each, begin, check and end. */
function modulesOf(code: string): number {
  return (code.length + 3) * 11 + 2;
}
