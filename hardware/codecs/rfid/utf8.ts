/** UTF-8, by what the language itself has: codecs see neither Node nor the DOM. Throws where `isText` says no. */
export function utf8Of(text: string): Uint8Array {
  const pieces = encodeURIComponent(text).match(/%..|./g) ?? [];
  return Uint8Array.from(pieces, (piece) =>
    piece.startsWith('%') ? Number.parseInt(piece.slice(1), 16) : piece.charCodeAt(0),
  );
}

/** Whether a tag can hold it: no control characters, no half of a surrogate pair. */
export function isText(text: string): boolean {
  return !/[\p{Cc}\p{Cs}]/u.test(text);
}

/** Null where the bytes are not UTF-8. */
export function textOfUtf8(bytes: Uint8Array): string | null {
  const escaped = Array.from(bytes, (byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');
  try {
    return decodeURIComponent(escaped);
  } catch (error) {
    if (error instanceof URIError) return null;
    throw error;
  }
}
