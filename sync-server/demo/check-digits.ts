/** Mod-10 check digit as on library barcodes: from the right of the body, every other digit counts double, digits summed. */
export function mod10CheckDigit(body: string): number {
  let sum = 0;
  for (let i = 0; i < body.length; i++) {
    const digit = Number(body[body.length - 1 - i]);
    const counted = i % 2 === 0 ? digit * 2 : digit;
    sum += counted > 9 ? counted - 9 : counted;
  }
  return (10 - (sum % 10)) % 10;
}

/** 14 digits: 2 (person) or 3 (item), the library's 4, 8 of its own, and the check digit. */
export function libraryBarcode(kind: 'person' | 'item', institution: string, serial: number): string {
  const body = digits(`${kind === 'person' ? 2 : 3}${institution}${String(serial).padStart(8, '0')}`, 13);
  return body + mod10CheckDigit(body);
}

/** ISBN-13 (ISO 2108) with its check digit, in 978-90-999: a block taken for the demo, so that no real edition is claimed. */
export function demoIsbn(serial: number): string {
  return withEanDigit(`97890999${String(serial).padStart(4, '0')}`);
}

/** EAN-13 in 29, which GS1 leaves to each shop's own use, for things without an ISBN. */
export function demoEan(serial: number): string {
  return withEanDigit(`29099900${String(serial).padStart(4, '0')}`);
}

function withEanDigit(text: string): string {
  const body = digits(text, 12);
  let sum = 0;
  for (let i = 0; i < 12; i++) sum += Number(body[i]) * (i % 2 === 0 ? 1 : 3);
  return body + ((10 - (sum % 10)) % 10);
}

function digits(text: string, length: number): string {
  if (text.length !== length || !/^\d+$/.test(text))
    throw new Error(`expected ${length} digits, got ${text}`);
  return text;
}
