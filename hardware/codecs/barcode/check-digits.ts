/** How the last character of a code follows from those before it. */
export type CheckRule = 'none' | 'luhn' | 'ean13' | 'mod43';

/**
 * The last character that a code's other characters ask for, or null where the rule says nothing of such a code.
 * `luhn`: digits, of any length from 2 (classic library codes have 14). `ean13`: 13 digits, so ISBN-13 too. `mod43`:
 * the characters of Code 39 (ISO/IEC 16388).
 */
export function expectedCheck(code: string, rule: Exclude<CheckRule, 'none'>): string | null {
  const body = code.slice(0, -1);
  switch (rule) {
    case 'luhn':
      return /^\d{2,}$/.test(code) ? luhnDigit(body) : null;
    case 'ean13':
      return /^\d{13}$/.test(code) ? eanDigit(body) : null;
    case 'mod43':
      return code.length >= 2 ? mod43Character(body) : null;
  }
}

/** Every second digit from the right is doubled, beginning with the last of the body; nines are cast out. */
function luhnDigit(body: string): string {
  const sum = digitsFromTheRight(body).reduce((total, digit, index) => {
    const doubled = index % 2 === 0 ? digit * 2 : digit;
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return String((10 - (sum % 10)) % 10);
}

/** Weights 3 and 1 from the right. */
function eanDigit(body: string): string {
  const sum = digitsFromTheRight(body).reduce(
    (total, digit, index) => total + digit * (index % 2 === 0 ? 3 : 1),
    0,
  );
  return String((10 - (sum % 10)) % 10);
}

function digitsFromTheRight(body: string): number[] {
  return [...body].reverse().map(Number);
}

const code39 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-. $/+%';

function mod43Character(body: string): string | null {
  let sum = 0;
  for (const character of body) {
    const value = code39.indexOf(character);
    if (value < 0) return null;
    sum += value;
  }
  return code39[sum % 43] ?? null;
}
