import { branchCalendar, type CalendarState } from '@balie/shared/calendar/fold-calendar.ts';
import type { Surroundings } from '@balie/shared/calendar/surroundings.ts';
import { calendarDoc, LIBRARY_CALENDAR_DOC } from '@balie/shared/protocol/document-ids.ts';
import type { StateDocument } from '@balie/shared/protocol/state-document.ts';
import type { PlannedDocument } from './planned-document.ts';
import type { StoredDocuments } from './stored-documents.ts';

const TIME_ZONE = 'Europe/Amsterdam';

/** The calendars of one library as they are folded, the newest batch's included: what accounts are folded beside. */
export class Calendars {
  private readonly documents: StoredDocuments;
  private known: Map<string, CalendarState> | null = null;
  private readonly newer = new Map<string, CalendarState>();

  constructor(documents: StoredDocuments) {
    this.documents = documents;
  }

  /** What a batch makes of them, written or not. */
  learn(folded: readonly PlannedDocument[]): void {
    for (const { after } of folded)
      if (after._id.startsWith('calendar:')) this.newer.set(after._id, after.state as CalendarState);
  }

  /** Another may have written since. */
  forget(): void {
    this.known = null;
    this.newer.clear();
  }

  async surroundings(): Promise<Surroundings> {
    this.known ??= new Map(
      (await this.documents.range<StateDocument>('calendar:')).map((d) => [d._id, d.state as CalendarState]),
    );
    const { known, newer } = this;
    const state = (id: string): CalendarState | null => newer.get(id) ?? known.get(id) ?? null;
    return {
      timeZone: TIME_ZONE,
      calendarOf: (branch) => branchCalendar(state(calendarDoc(branch)), state(LIBRARY_CALENDAR_DOC)),
    };
  }
}
