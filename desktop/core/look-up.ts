/** What a scanned or typed code can be, before anything is looked up. */

/** Upper case, without the spaces that people type. */
export function normaliseCode(code: string): string {
  return code.replaceAll(/\s+/g, '').toUpperCase();
}

/** The 13 digits of an ISBN-13, EAN-13 or ISBN-10 whose check digit is right; null for anything else. */
export function isbnOf(code: string): string | null {
  const digits = code.replaceAll('-', '');
  if (/^\d{13}$/.test(digits)) return checkDigit13(digits.slice(0, 12)) === digits[12] ? digits : null;
  if (!/^\d{9}[\dX]$/.test(digits)) return null;
  let sum = 0;
  for (let i = 0; i < 9; i++) sum += Number(digits[i]) * (10 - i);
  const check = (11 - (sum % 11)) % 11;
  if ((check === 10 ? 'X' : String(check)) !== digits[9]) return null;
  const body = `978${digits.slice(0, 9)}`;
  return body + checkDigit13(body);
}

function checkDigit13(twelve: string): string {
  let sum = 0;
  for (let i = 0; i < 12; i++) sum += Number(twelve[i]) * (i % 2 ? 3 : 1);
  return String((10 - (sum % 10)) % 10);
}
