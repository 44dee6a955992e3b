import type { CodeForms } from '../codecs/barcode/code-settings.ts';
import type { ScannerProfile } from '../codecs/profile/desk-profile.ts';
import type { HidApi } from '../ports/hid.ts';
import type { Scanner } from '../ports/scanner.ts';
import type { Timer } from '../ports/timer.ts';
import { HidScanner } from './hid-scanner.ts';
import { serialLink } from './serial-link.ts';
import { SerialScanner } from './serial-scanner.ts';
import { tcpLink } from './tcp-link.ts';

/** What the scanners of a desk share. */
interface ScannerSurroundings {
  readonly forms: CodeForms;
  readonly hid: HidApi;
  readonly timer: Timer;
}

/** The driver of a scanner in the desk's profile, not started; null for one that types, which the window hears itself. */
export function scannerOf(
  profile: ScannerProfile,
  { forms, hid, timer }: ScannerSurroundings,
): Scanner | null {
  const { name: source, link, ...format } = profile;
  const reading = { ...format, ...forms };
  switch (link.kind) {
    case 'keyboard':
      return null;
    case 'hid':
      return new HidScanner({ source, ids: link, hid, reading, timer });
    case 'serial':
      return new SerialScanner({
        source,
        device: link.path,
        open: serialLink(link),
        reading,
        lines: link,
        timer,
      });
    case 'tcp': {
      const device = `${link.host}:${link.port}`;
      return new SerialScanner({ source, device, open: tcpLink(link), reading, lines: link, timer });
    }
  }
}
