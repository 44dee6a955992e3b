import type { AccountState } from '@balie/shared/accounts/fold-account.ts';
import { branchCalendar, type CalendarState } from '@balie/shared/calendar/fold-calendar.ts';
import { effectiveDue } from '@balie/shared/calendar/opening.ts';
import type { TurnsState } from '@balie/shared/journal/fold-turns.ts';
import type { Bodies } from '@balie/shared/journal/kinds.ts';
import type { NoticesState } from '@balie/shared/notices/fold-notices.ts';
import {
  accountDoc,
  calendarDoc,
  LIBRARY_CALENDAR_DOC,
  TURNS_DOC,
} from '@balie/shared/protocol/document-ids.ts';
import type { Hearing } from './hearing.ts';

/** What the centre said holds: days, rules, notices, due dates and debits are as it wrote them. */
export function centreProblems(hearing: Hearing): readonly string[] {
  return [
    ...turnProblems(hearing),
    ...noticeProblems(hearing),
    ...dueProblems(hearing),
    ...debitProblems(hearing),
  ];
}

function turnProblems({ library, world, documents }: Hearing): readonly string[] {
  const told = world.toldBy(library);
  const state = documents.get(TURNS_DOC)?.state as TurnsState | undefined;
  const said = { day: state?.day ?? null, rules: state?.rules.by ?? null };
  return said.day === told.day && said.rules === told.rules
    ? []
    : [`the centre closed ${told.day} and activated ${told.rules}, it says ${JSON.stringify(said)}`];
}

/** Each notice was tried by each way as often as the centre wrote, and of nothing else is anybody told. */
function noticeProblems({ library, world, documents }: Hearing): readonly string[] {
  const wrote = world
    .toldBy(library)
    .attempts.map(({ patron, notice, way, outcome, by }) => [patron, notice, way, outcome, by].join(' '));
  const said = [...documents].flatMap(([id, { state }]) =>
    id.startsWith('notices:')
      ? Object.entries((state as NoticesState).notices).flatMap(([notice, attempts]) =>
          attempts.map(({ way, outcome, by }) =>
            [id.slice('notices:'.length), notice, way, outcome, by].join(' '),
          ),
        )
      : [],
  );
  const missing = wrote.filter((one) => !said.includes(one)).map((one) => `not known to be told: ${one}`);
  const extra = said.filter((one) => !wrote.includes(one)).map((one) => `nobody told: ${one}`);
  return [...missing, ...extra];
}

/** Until when a book may stay, as its branch is open (D4, D8). */
function dueProblems({ library, world, documents }: Hearing): readonly string[] {
  const calendar = (id: string): CalendarState | null =>
    (documents.get(id)?.state as CalendarState | undefined) ?? null;
  return world.books.flatMap(({ library: own, barcode, record: { loan } }) => {
    if (own !== library || !loan) return [];
    const { branch, due } = loan;
    const days = branchCalendar(calendar(calendarDoc(branch)), calendar(LIBRARY_CALENDAR_DOC));
    const [really, said] = [world.openDays.dueOf(branch, due), effectiveDue(days, due)];
    return really === said ? [] : [`${barcode} may stay until ${really}, the calendar says ${said}`];
  });
}

/** What the bank brought is paid, and what it took back is open again, where nobody else settled any of it (M7). */
function debitProblems({ library, world, chronicle, documents }: Hearing): readonly string[] {
  const settling = chronicle.entries
    .filter(({ kind }) => kind === 'pay' || kind === 'waive' || kind.startsWith('debit.'))
    .map((entry) => ({ ...entry, text: JSON.stringify(entry.body) }));
  return settling.flatMap((entry, i) => {
    if (entry.library !== library || !/^debit\.(collect|reverse)$/.test(entry.kind)) return [];
    const { patron, batch, lines } = entry.body as unknown as Bodies['debit.collect'];
    const state = documents.get(accountDoc(patron))?.state as AccountState | undefined;
    const isOther = ({ body }: (typeof settling)[number]): boolean => body['batch'] !== batch;
    return lines.flatMap(({ charge: named, cents }) => {
      const ids = world.purse.idsOf(named);
      const names = ({ text }: (typeof settling)[number]): boolean => ids.some((id) => text.includes(id));
      if (settling.slice(i + 1).some(names) || settling.some((one) => names(one) && isOther(one))) return [];
      const charge = state?.charges.find(({ id }) => ids.includes(id));
      if (!charge) return [];
      const paid = entry.kind === 'debit.collect' ? Math.min(cents, charge.cents) : 0;
      return charge.paidCents === paid
        ? []
        : [`${named} of ${patron} after ${entry.kind} ${batch} is ${JSON.stringify(charge)}`];
    });
  });
}
