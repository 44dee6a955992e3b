import { existsSync } from 'node:fs';
import { deskHome, readDeskFile } from '@balie/desktop/adapters/desk-home.ts';
import { openPrinter } from '@balie/desktop/main/open-printer.ts';
import type { DeskProfile } from '@balie/hardware/codecs/profile/desk-profile.ts';
import type { OpenLink } from '@balie/hardware/ports/byte-link.ts';
import type { Printer } from '@balie/hardware/ports/printer.ts';
import type { Columns } from '@balie/shared/receipts/sheet.ts';
import { CommandError } from '../command.ts';

export interface NamedPrinter {
  readonly columns: Columns;
  /** Looks for the printer from then on. */
  open(): Promise<Printer>;
}

/** The desk's own printer, that of `desk.json`, has no name there. */
export const DESK_PRINTER = 'printer';

/** A receipt printer of the profile, or the desk's own; null where none is called so. Rejects with a CommandError for what presses pages. */
export async function printerNamed(
  name: string,
  { printers }: DeskProfile,
  home: string,
): Promise<NamedPrinter | null> {
  const profiled = printers.find((one) => one.name === name);
  if (profiled) {
    const { columns, link } = profiled;
    return {
      columns: columns >= 48 ? 48 : columns >= 42 ? 42 : 32,
      open: async () => {
        const { EscPosPrinter } = await import('@balie/hardware/devices/escpos-printer.ts');
        const { systemTimer } = await import('@balie/hardware/devices/system-timer.ts');
        return new EscPosPrinter({ open: await linkOf(name, link), timer: systemTimer });
      },
    };
  }
  const places = deskHome(home);
  if (name !== DESK_PRINTER || !existsSync(places.settings)) return null;
  const { printer: settings } = await readDeskFile(places);
  if (!settings || settings.link === 'system' || settings.link === 'pdf')
    throw new CommandError(`the desk's printer prints pages from its window: try it at its Devices screen`);
  const noPages = (): never => {
    throw new Error('A receipt printer presses no pages.');
  };
  return { columns: settings.columns ?? 42, open: async () => openPrinter(settings, noPages).printer };
}

async function linkOf(name: string, link: DeskProfile['printers'][number]['link']): Promise<OpenLink> {
  switch (link.kind) {
    case 'tcp':
      return (await import('@balie/hardware/devices/tcp-link.ts')).tcpLink(link);
    case 'serial':
      return (await import('@balie/hardware/devices/serial-link.ts')).serialLink(link);
    case 'file':
      return (await import('@balie/hardware/devices/file-link.ts')).fileLink(link.path);
    case 'queue':
      throw new CommandError(
        `"${name}" is a queue of the system: print a test page from the system's settings`,
      );
  }
}
