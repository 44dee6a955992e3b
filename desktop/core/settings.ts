import type { BranchCalendar } from '@balie/shared/calendar/opening.ts';
import { ALWAYS_OPEN } from '@balie/shared/calendar/opening.ts';
import { nationalDefault } from '@balie/shared/policy/national-default.ts';
import type { Policy } from '@balie/shared/policy/policy.ts';
import { branchDoc, calendarDoc, POLICY_DOC, staffDoc } from '@balie/shared/protocol/document-ids.ts';
import type { SettingState, StateDocument } from '@balie/shared/protocol/state-document.ts';
import type { FactOf } from '@balie/shared/journal/fact.ts';
import type { View } from './view.ts';

/** The library's settings as the replica has them, kept until the replica says that one changed. */
export class Settings {
  private readonly view: Pick<View, 'documents'>;
  private readonly cache = new Map<string, StateDocument | null>();

  constructor(view: Pick<View, 'documents'>) {
    this.view = view;
  }

  forget(ids?: readonly string[]): void {
    if (ids) for (const id of ids) this.cache.delete(id);
    else this.cache.clear();
  }

  async policy(): Promise<Policy> {
    return (await this.body<'policy.set'>(POLICY_DOC))?.policy ?? nationalDefault;
  }

  async calendar(branch: string): Promise<BranchCalendar> {
    return (await this.body<'calendar.set'>(calendarDoc(branch))) ?? ALWAYS_OPEN;
  }

  async branchName(branch: string): Promise<string> {
    return (await this.body<'branch.set'>(branchDoc(branch)))?.name ?? branch;
  }

  staff(id: string): Promise<FactOf<'staff.set'>['body'] | null> {
    return this.body<'staff.set'>(staffDoc(id));
  }

  private async body<K extends 'policy.set' | 'calendar.set' | 'branch.set' | 'staff.set'>(
    id: string,
  ): Promise<FactOf<K>['body'] | null> {
    let document = this.cache.get(id);
    if (document === undefined) {
      document = (await this.view.documents([id])).get(id) ?? null;
      this.cache.set(id, document);
    }
    return (document?.state as SettingState | undefined)?.body as FactOf<K>['body'] | null;
  }
}
