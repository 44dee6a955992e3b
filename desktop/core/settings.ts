import { ALWAYS_OPEN, type BranchCalendar } from '@balie/shared/calendar/opening.ts';
import { branchCalendar, type CalendarState } from '@balie/shared/calendar/fold-calendar.ts';
import type { Surroundings } from '@balie/shared/calendar/surroundings.ts';
import { completePolicy } from '@balie/shared/policy/complete-policy.ts';
import { nationalDefault } from '@balie/shared/policy/national-default.ts';
import type { Policy } from '@balie/shared/policy/policy.ts';
import {
  branchDoc,
  calendarDoc,
  LIBRARY_CALENDAR_DOC,
  POLICY_DOC,
  staffDoc,
} from '@balie/shared/protocol/document-ids.ts';
import type { SettingState, StateDocument } from '@balie/shared/protocol/state-document.ts';
import type { FactOf } from '@balie/shared/journal/fact.ts';
import type { View } from './view.ts';

/** The library's settings as the replica has them, kept until the replica says that one changed. */
export class Settings {
  private readonly view: Pick<View, 'documents'>;
  private readonly cache = new Map<string, StateDocument | null>();

  private readonly timeZone: string;

  constructor(view: Pick<View, 'documents'>, timeZone: string) {
    this.view = view;
    this.timeZone = timeZone;
  }

  forget(ids?: readonly string[]): void {
    if (ids) for (const id of ids) this.cache.delete(id);
    else this.cache.clear();
  }

  async policy(): Promise<Policy> {
    const set = await this.body<'policy.set'>(POLICY_DOC);
    return set ? completePolicy(set.policy) : nationalDefault;
  }

  async calendar(branch: string): Promise<BranchCalendar> {
    const [own, library] = await Promise.all([
      this.document(calendarDoc(branch)),
      this.document(LIBRARY_CALENDAR_DOC),
    ]);
    return branchCalendar(
      (own?.state as CalendarState | undefined) ?? null,
      (library?.state as CalendarState | undefined) ?? null,
    );
  }

  /** What accounts are folded beside: the calendars of these branches. */
  async surroundings(branches: readonly string[]): Promise<Surroundings> {
    const calendars = new Map(
      await Promise.all(branches.map(async (branch) => [branch, await this.calendar(branch)] as const)),
    );
    return {
      calendarOf: (branch) => calendars.get(branch) ?? ALWAYS_OPEN,
      timeZone: this.timeZone,
    };
  }

  async branchName(branch: string): Promise<string> {
    return (await this.body<'branch.set'>(branchDoc(branch)))?.name ?? branch;
  }

  /** Whether the library has this branch. */
  async hasBranch(branch: string): Promise<boolean> {
    return Boolean(await this.body<'branch.set'>(branchDoc(branch)));
  }

  staff(id: string): Promise<FactOf<'staff.set'>['body'] | null> {
    return this.body<'staff.set'>(staffDoc(id));
  }

  private async body<K extends 'policy.set' | 'branch.set' | 'staff.set'>(
    id: string,
  ): Promise<FactOf<K>['body'] | null> {
    const document = await this.document(id);
    return (document?.state as SettingState | undefined)?.body as FactOf<K>['body'] | null;
  }

  private async document(id: string): Promise<StateDocument | null> {
    let document = this.cache.get(id);
    if (document === undefined) {
      document = (await this.view.documents([id])).get(id) ?? null;
      this.cache.set(id, document);
    }
    return document;
  }
}
