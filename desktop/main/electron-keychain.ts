import type { SafeStorage } from 'electron';
import type { Keychain } from '../adapters/desk-pepper.ts';

/** Windows' DPAPI, macOS' Keychain, or a Linux desktop's wallet; Chromium's `basic_text` is none, for its key stands in the program. */
export function electronKeychain(storage: SafeStorage): Keychain {
  const isThere = (): boolean =>
    storage.isEncryptionAvailable() &&
    (process.platform !== 'linux' || storage.getSelectedStorageBackend() !== 'basic_text');
  return {
    seal: (text) => (isThere() ? storage.encryptString(text).toString('base64') : null),
    open(sealed) {
      try {
        return isThere() ? storage.decryptString(Buffer.from(sealed, 'base64')) : null;
      } catch (error) {
        console.error(
          'What the keychain sealed cannot be opened here; the server is asked for it again.',
          error,
        );
        return null;
      }
    },
  };
}
