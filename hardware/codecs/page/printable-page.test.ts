import { describe, expect, test } from 'vitest';
import { paperDocument } from '@balie/shared/receipts/document.ts';
import { Sheet } from '@balie/shared/receipts/sheet.ts';
import { papers } from '@balie/shared/receipts/testing-papers.ts';
import { paperPicture } from '../escpos/paper-picture.ts';
import { printablePage } from './printable-page.ts';

const style = {
  language: 'nl',
  columns: 42,
  timeZone: 'Europe/Amsterdam',
  head: [],
  foot: [],
  copy: false,
} as const;
const windows = (html: string): [from: number, height: number][] =>
  [...html.matchAll(/viewBox="0 ([\d.]+) 504 ([\d.]+)">/g)].map(([, y, h]) => [Number(y), Number(h)]);

describe('a page for the system printer', () => {
  const receipt = paperPicture(paperDocument(papers.loans, style), 42);

  test('of a roll is one page as long as the receipt', () => {
    const { html, widthMm, heightMm } = printablePage(receipt, '80mm', 'bon');
    expect(widthMm).toBe(80);
    expect(heightMm).toBeGreaterThan((receipt.height / receipt.width) * 72);
    expect(heightMm).toBeLessThan((receipt.height / receipt.width) * 72 + 12);
    expect(html).toContain(`@page{size:80mm ${heightMm}mm`);
    expect(html).toContain(receipt.picture);
  });

  test('of A4 shows all of a long receipt, cut below lines and nowhere else', () => {
    const sheet = new Sheet(42);
    for (let line = 0; line < 150; line++) sheet.text(`line ${line}`).barcode('30100281774501');
    const long = paperPicture(sheet.document(), 42);
    const parts = windows(printablePage(long, 'A4', 'bon').html).filter(
      ([, height]) => height !== long.height,
    );
    expect(parts.length).toBeGreaterThan(2);
    let from = 0;
    for (const [y, height] of parts) {
      expect(y).toBe(from);
      expect((height * 72) / 504).toBeLessThanOrEqual(267);
      from += height;
      if (from < long.height) expect(long.picture).toContain(`,${from})"><text`);
    }
    expect(from).toBe(long.height);
  });

  test('asks nothing of the network and reads no title as markup', () => {
    const { html } = printablePage(receipt, 'A4', '</title><script>');
    expect(html).not.toContain('<script');
    expect(html).toContain("default-src 'none'");
  });
});
