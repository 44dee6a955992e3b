import { openPrinter } from '@balie/desktop/main/open-printer.ts';
import type { ProfileRead } from '@balie/desktop/main/profile-file.ts';
import type { Printer } from '@balie/hardware/ports/printer.ts';
import type { Columns } from '@balie/shared/receipts/sheet.ts';
import { CommandError } from '../command.ts';

interface NamedPrinter {
  readonly columns: Columns;
  /** Looks for the printer from then on. */
  open(): Printer;
}

/** The receipt printer of the profile; null where it is not called so. Throws a CommandError for what presses pages. */
export function printerNamed(name: string, read: ProfileRead): NamedPrinter | null {
  const printer = read.profile.printers.find((one) => one.name === name);
  if (!printer) return null;
  if (printer.link.kind === 'system' || printer.link.kind === 'pdf')
    throw new CommandError(`"${name}" prints pages from the desk's window: try it at its Devices screen`);
  return { columns: printer.columns, open: () => openPrinter(read, noPages).printer };
}

function noPages(): never {
  throw new Error('A receipt printer presses no pages.');
}
