/** An ISBN-10 or ISBN-13, with or without hyphens and a note behind it, as ISBN-13; `null` if it is none. */
export function isbn13(value: string): string | null {
  const found = /^[\s:]*([0-9][0-9\s-]*[0-9Xx])/.exec(value)?.[1]?.replace(/[\s-]/g, '').toUpperCase() ?? '';
  const thirteen = /^97[89]\d{10}/.exec(found)?.[0];
  if (thirteen && isEan13(thirteen)) return thirteen;
  const ten = /^\d{9}[\dX]/.exec(found)?.[0];
  if (!ten || !isIsbn10(ten)) return null;
  const body = `978${ten.slice(0, 9)}`;
  return body + checkDigit(body);
}

/** An EAN-13 or UPC-A of digits as EAN-13; `null` if its check digit is wrong. */
export function ean13(value: string): string | null {
  const found = value.replace(/[\s-]/g, '');
  const padded = /^\d{12}$/.test(found) ? `0${found}` : found;
  return isEan13(padded) ? padded : null;
}

function isEan13(value: string): boolean {
  return /^\d{13}$/.test(value) && checkDigit(value.slice(0, 12)) === value.charAt(12);
}

function checkDigit(twelve: string): string {
  const sum = [...twelve].reduce((total, digit, at) => total + Number(digit) * (at % 2 === 0 ? 1 : 3), 0);
  return String((10 - (sum % 10)) % 10);
}

function isIsbn10(value: string): boolean {
  const sum = [...value].reduce(
    (total, digit, at) => total + (digit === 'X' ? 10 : Number(digit)) * (10 - at),
    0,
  );
  return sum % 11 === 0;
}
