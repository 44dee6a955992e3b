/** The personal field with the verifier of a patron's PIN (A7): never the PIN, and never shown. */
export const PIN_FIELD = 'pin';

/** What a patron may take for a PIN: a self-check has keys for digits alone. */
export const PIN = /^\d{4,12}$/;

/**
 * A slow verifier (A7): `scrypt-p$N$r$p$salt$hash` of the PIN with the library's pepper, `scrypt$...` of the PIN alone; salt and hash in
 * base64.
 */
export const PIN_VERIFIER =
  /^scrypt(-p)?\$(\d{1,7})\$(\d{1,2})\$(\d{1,2})\$([A-Za-z0-9+/=]+)\$([A-Za-z0-9+/=]+)$/;
