import type { PrinterProfile } from '@balie/hardware/codecs/profile/desk-profile.ts';
import { paperPicture, paperText } from '@balie/hardware/codecs/escpos/paper-picture.ts';
import { EscPosPrinter } from '@balie/hardware/devices/escpos-printer.ts';
import { fileLink } from '@balie/hardware/devices/file-link.ts';
import { PagePrinter } from '@balie/hardware/devices/page-printer.ts';
import { systemTimer } from '@balie/hardware/devices/system-timer.ts';
import { tcpLink } from '@balie/hardware/devices/tcp-link.ts';
import { unsetPrinter } from '@balie/hardware/devices/unset-printer.ts';
import { LinkError, type OpenLink } from '@balie/hardware/ports/byte-link.ts';
import type { PressPage } from '@balie/hardware/ports/page-press.ts';
import type { Printer } from '@balie/hardware/ports/printer.ts';
import type { PrintingPorts } from '../core/printing/printing-ports.ts';
import type { ProfileRead } from './profile-file.ts';

type Link = PrinterProfile['link'];

const WITHOUT_SETTING: PrinterProfile = {
  ...{ name: 'printer', link: { kind: 'system', paper: 'A4' } },
  ...{ columns: 42, drawer: false },
};

/**
 * The printer of a desk's profile, or the system's default one where it names none, and what pictures its papers. Where the profile is
 * wrong nothing is printed before it is right. `press` prints pages.
 */
export function openPrinter(
  { profile, problems }: ProfileRead,
  press: PressPage,
): Pick<PrintingPorts, 'printer' | 'name' | 'drawer' | 'columns' | 'draw'> {
  const { name, link, columns, drawer } = profile.printers[0] ?? WITHOUT_SETTING;
  return {
    ...{ name, columns, drawer },
    printer: problems.length > 0 ? unsetPrinter() : printerOf(link, press),
    draw: (document) => ({ ...paperPicture(document, columns), text: paperText(document, columns) }),
  };
}

function printerOf(link: Link, press: PressPage): Printer {
  if (link.kind !== 'system' && link.kind !== 'pdf')
    return new EscPosPrinter({ open: linkOf(link), timer: systemTimer });
  const target = link.kind === 'pdf' ? { folder: link.folder } : { printer: link.name ?? null };
  return new PagePrinter({ press, target, size: link.paper, draw: paperPicture, timer: systemTimer });
}

function linkOf(link: Exclude<Link, { kind: 'system' | 'pdf' }>): OpenLink {
  switch (link.kind) {
    case 'tcp':
      return tcpLink(link);
    case 'file':
      return fileLink(link.path);
    case 'serial':
      return async () => {
        // Only here: its native part is none of a desk's business that has no serial printer.
        const { serialLink } = await import('@balie/hardware/devices/serial-link.ts').catch(notLoaded);
        return serialLink(link)();
      };
  }
}

function notLoaded(error: unknown): never {
  throw new LinkError({
    why: 'refused',
    detail: `a part of this program could not be loaded: ${String(error)}`,
  });
}
