import type { Counter } from '@balie/shared/deciding/situation.ts';
import { factOf } from '@balie/shared/journal/fact.ts';
import type { ItemView } from '../../contract/views.ts';
import type { Clerk } from '../clerk.ts';
import type { JournalBook } from '../journal-book.ts';
import { type DeskPorts, tillNameOf } from '../ports.ts';
import type { Papers } from '../papers.ts';
import type { Printing } from '../printing/printing.ts';
import type { Settings } from '../settings.ts';
import type { Situations } from '../situations.ts';
import type { View } from '../view.ts';
import type { Views } from '../views.ts';
import { Devices, type DevicesParts } from './devices.ts';

interface DeskParts extends Pick<DevicesParts, 'scan' | 'patron' | 'report' | 'tell'> {
  readonly ports: Pick<DeskPorts, 'devices' | 'identity' | 'printing'>;
  readonly book: JournalBook;
  readonly view: View;
  readonly views: Views;
  readonly situations: Situations;
  readonly settings: Settings;
  readonly clerk: Clerk;
  readonly papers: Papers;
  readonly printing: Printing;
  /** Rejects with `not-signed-in`. */
  readonly signedIn: () => Counter['staff'];
  readonly inTurn: <T>(act: () => Promise<T>) => Promise<T>;
}

/** The devices of a desk over what the desk knows and does. */
export function devicesOfDesk(desk: DeskParts): Devices {
  const { ports, book, view, views, situations, settings, clerk, papers, printing } = desk;
  const { scan, patron, report, tell } = desk;
  return new Devices({
    ...{ ports: ports.devices, library: ports.identity.library, scan, patron, report, tell },
    tags: async () => (await settings.policy()).tags,
    known: async (number) => {
      const item = await view.item(number);
      return item && (item.loan ? 'on-loan' : 'in-library');
    },
    items: async (numbers): Promise<readonly ItemView[]> => {
      if (!numbers.length) return [];
      const items = await Promise.all(numbers.map((number) => situations.item(number)));
      const counter = await situations.counter('', { id: '', mayOverride: false });
      return views.items(
        items.map(({ item }) => item),
        counter,
      );
    },
    see: async (item, shelf, session) => {
      const command = { kind: 'item.seen', item, ...(shelf === null ? {} : { shelf }) } as const;
      const outcome = await desk.inTurn(() => clerk.do(command, session, desk.signedIn()));
      return outcome.kind === 'done' ? null : (outcome.objections[0]?.code ?? 'desk-fault');
    },
    drawer: {
      isThere: ports.printing.drawer,
      till: tillNameOf(ports.identity),
      open: () => ports.printing.printer.openDrawer(),
      fact: (id) => {
        const entry = book.entry(id);
        return entry && factOf(entry, book.clocks);
      },
    },
    printer: {
      name: ports.printing.name,
      state: () => printing.view().printer,
      test: async () => {
        const made = await papers.of({ test: true });
        if (made) await printing.print(made);
      },
    },
  });
}
