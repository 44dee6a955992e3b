import { paperPicture, paperText } from '@balie/hardware/codecs/escpos/paper-picture.ts';
import { EscPosPrinter } from '@balie/hardware/devices/escpos-printer.ts';
import { fileLink } from '@balie/hardware/devices/file-link.ts';
import { PagePrinter } from '@balie/hardware/devices/page-printer.ts';
import { systemTimer } from '@balie/hardware/devices/system-timer.ts';
import { tcpLink } from '@balie/hardware/devices/tcp-link.ts';
import type { OpenLink } from '@balie/hardware/ports/byte-link.ts';
import type { PressPage } from '@balie/hardware/ports/page-press.ts';
import type { Printer } from '@balie/hardware/ports/printer.ts';
import type { PrinterSettings } from '../adapters/desk-home.ts';
import type { PrintingPorts } from '../core/printing/printing-ports.ts';

type Linked = Extract<PrinterSettings, { link: 'network' | 'serial' | 'file' }>;

const RAW_PORT = 9100;
const USUAL_COLUMNS = 42;
const WITHOUT_SETTING: PrinterSettings = { link: 'system', paper: 'A4' };

/** The printer that `desk.json` names, and what pictures its papers. `press` prints pages where that is a printer of the system. */
export function openPrinter(
  settings: PrinterSettings = WITHOUT_SETTING,
  press: PressPage,
): Pick<PrintingPorts, 'printer' | 'columns' | 'draw'> {
  const columns = settings.columns ?? USUAL_COLUMNS;
  return {
    columns,
    printer: printerOf(settings, press),
    draw: (document) => ({ ...paperPicture(document, columns), text: paperText(document, columns) }),
  };
}

function printerOf(settings: PrinterSettings, press: PressPage): Printer {
  if (settings.link !== 'system' && settings.link !== 'pdf')
    return new EscPosPrinter({ open: linkOf(settings), timer: systemTimer });
  const target = settings.link === 'pdf' ? { folder: settings.folder } : { printer: settings.name ?? null };
  return new PagePrinter({ press, target, size: settings.paper, draw: paperPicture, timer: systemTimer });
}

function linkOf(settings: Linked): OpenLink {
  switch (settings.link) {
    case 'network':
      return tcpLink({ host: settings.host, port: settings.port ?? RAW_PORT });
    case 'file':
      return fileLink(settings.path);
    case 'serial':
      return async () => {
        // Only here: its native part is none of a desk's business that has no serial printer.
        const { serialLink } = await import('@balie/hardware/devices/serial-link.ts');
        const { path, baudRate = 9600 } = settings;
        return serialLink({ path, baudRate, dataBits: 8, parity: 'none', stopBits: 1 })();
      };
  }
}
