import type { Printer } from '@balie/hardware/ports/printer.ts';
import type { Columns } from '@balie/shared/receipts/sheet.ts';
import type { PaperView } from '../../contract/papers.ts';
import type { PrintStorage } from './print-queue.ts';

/** How papers are printed and pictured at this desk. */
export interface PrintingPorts {
  readonly printer: Printer;
  /** The printer's, in the desk's profile. */
  readonly name: string;
  /** A cash drawer is plugged into it. */
  readonly drawer: boolean;
  readonly storage: PrintStorage;
  readonly language: 'nl' | 'en';
  /** Of the printer's paper; the picture has as many. */
  readonly columns: Columns;
  /** What the printer makes of a document, as a picture and as plain text. */
  readonly draw: (
    document: string,
    columns: Columns,
  ) => Pick<PaperView, 'picture' | 'width' | 'height' | 'text'>;
}
