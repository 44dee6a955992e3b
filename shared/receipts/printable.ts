/** Beyond ASCII, what a receipt printer writes in code page 858: western Europe with the euro. */
const BEYOND_ASCII = new Set(
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»ÁÂÀ©¢¥ãÃ¤ðÐÊËÈ€ÍÎÏ¦ÌÓßÔÒõÕµþÞÚÛÙýÝ¯´±¾¶§÷¸°¨·¹³²',
);

/** What neither stands on that page nor decomposes into what does. */
const INSTEAD: Readonly<Record<string, string>> = {
  ...{ '‘': "'", '’': "'", '‚': ',', '‛': "'", '“': '"', '”': '"', '„': '"', '′': "'", '″': '"' },
  ...{ '‐': '-', '‑': '-', '‒': '-', '–': '-', '—': '-', '―': '-', '−': '-', '‹': '<', '›': '>' },
  ...{ ł: 'l', Ł: 'L', đ: 'd', Đ: 'D', ı: 'i', œ: 'oe', Œ: 'OE', ħ: 'h', Ħ: 'H' },
  ...{ ŧ: 't', Ŧ: 'T', ŋ: 'ng', Ŋ: 'NG', ə: 'e', Ə: 'E', ẞ: 'SS', '•': '·', '†': '+' },
};

/**
 * The text as any receipt printer can write it, one sign a column: letters that it lacks lose their accents, what is left becomes
 * `?`. Spaces of any kind, line breaks included, become one; none stand at the ends.
 */
export function printable(text: string): string {
  return [...text.normalize('NFC')].map(signOf).join('').replace(/ +/g, ' ').trim();
}

function signOf(sign: string): string {
  if (/^[\s\p{Cc}]$/u.test(sign)) return ' ';
  if (isPrintable(sign)) return sign;
  if (/^[\p{M}\p{Cf}]$/u.test(sign)) return '';
  const instead = INSTEAD[sign] ?? withoutMarks(sign);
  return [...instead].every(isPrintable) ? instead : '?';
}

function withoutMarks(sign: string): string {
  const bare = sign.normalize('NFKD').replace(/\p{M}/gu, '').replace(/\s/gu, ' ');
  return [...bare].map((part) => INSTEAD[part] ?? part).join('') || '?';
}

function isPrintable(sign: string): boolean {
  return /^[ -~]$/.test(sign) || BEYOND_ASCII.has(sign);
}
