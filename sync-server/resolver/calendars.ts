import { ALWAYS_OPEN, type BranchCalendar } from '@balie/shared/calendar/opening.ts';
import type { Surroundings } from '@balie/shared/calendar/surroundings.ts';
import type { SettingState, StateDocument } from '@balie/shared/protocol/state-document.ts';
import type { PlannedDocument } from './planned-document.ts';
import type { StoredDocuments } from './stored-documents.ts';

const TIME_ZONE = 'Europe/Amsterdam';

/** The calendars of one library as they are folded, the newest batch's included: what accounts are folded beside. */
export class Calendars {
  private readonly documents: StoredDocuments;
  private known: Map<string, SettingState> | null = null;
  private readonly newer = new Map<string, SettingState>();

  constructor(documents: StoredDocuments) {
    this.documents = documents;
  }

  /** What a batch makes of them, written or not. */
  learn(folded: readonly PlannedDocument[]): void {
    for (const { after } of folded)
      if (after._id.startsWith('calendar:')) this.newer.set(after._id, after.state as SettingState);
  }

  /** Another may have written since. */
  forget(): void {
    this.known = null;
    this.newer.clear();
  }

  async surroundings(): Promise<Surroundings> {
    this.known ??= new Map(
      (await this.documents.range<StateDocument>('calendar:')).map((d) => [d._id, d.state as SettingState]),
    );
    const { known, newer } = this;
    return {
      timeZone: TIME_ZONE,
      calendarOf: (branch) => {
        const id = `calendar:${branch}`;
        return ((newer.get(id) ?? known.get(id))?.body as BranchCalendar | undefined) ?? ALWAYS_OPEN;
      },
    };
  }
}
