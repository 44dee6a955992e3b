import { roleOf } from '@balie/shared/deciding/rights.ts';
import type { Counter } from '@balie/shared/deciding/situation.ts';
import type { FactOf } from '@balie/shared/journal/fact.ts';
import type { Draft } from '@balie/shared/journal/seal.ts';
import type { DeskState, StaffView } from '../contract/views.ts';
import { DeskError, messageOf } from './desk-error.ts';
import type { JournalBook } from './journal-book.ts';
import type { DeskPorts } from './ports.ts';
import type { Settings } from './settings.ts';
import type { SyncContact } from './sync.ts';

interface DeskStandingParts {
  readonly identity: DeskPorts['identity'];
  readonly verifyPin: DeskPorts['verifyPin'];
  readonly book: JournalBook;
  readonly settings: Settings;
  readonly contact: () => SyncContact;
  readonly emit: (state: DeskState) => void;
  readonly inTurn: (act: () => Promise<void>) => Promise<void>;
  /** Written as of this member of staff. */
  readonly write: (draft: Draft, staff: string) => Promise<unknown>;
}

type Standing = Counter['staff'] & Pick<StaffView, 'name'>;

/** How this desk stands: who works at it, whether it has contact, what is the matter. Tells the screen once of each change. */
export class DeskStanding {
  private readonly parts: DeskStandingParts;
  private staff: Standing | null = null;
  private copying: DeskState['copying'] = null;
  private trouble: DeskState['trouble'] = null;
  private branchName: string;
  private last: string | null = null;

  constructor(parts: DeskStandingParts) {
    this.parts = parts;
    this.branchName = parts.identity.branch;
  }

  state(): DeskState {
    const { identity, book } = this.parts;
    const { staff } = this;
    const contact = this.parts.contact();
    return {
      library: identity.library,
      branch: { code: identity.branch, name: this.branchName },
      desk: { id: identity.desk, name: identity.name },
      staff: staff && { id: staff.id, name: staff.name, role: roleOf(staff) },
      contact: contact.online ? 'online' : 'alone',
      aloneSince: contact.online ? null : contact.since,
      waiting: book.waiting(),
      refused: book.refused,
      copying: this.copying,
      trouble: this.trouble,
      timeZone: identity.timeZone,
      words: { reasons: [] },
    };
  }

  /** From here on the screen hears of changes. */
  begin(): void {
    this.last = '';
  }

  get hasBegun(): boolean {
    return this.last !== null;
  }

  tell(): void {
    if (this.last === null) return;
    const state = this.state();
    const text = JSON.stringify(state);
    if (text === this.last) return;
    this.last = text;
    this.parts.emit(state);
  }

  /**
   * The branch's name, and the name and rights of who is signed in (at a demonstration desk from the start): known as soon as the
   * replica has them, and otherwise as soon as the centre says so.
   */
  async learnNames(): Promise<void> {
    const { identity, settings } = this.parts;
    const { branch, signedIn } = identity;
    this.branchName = await settings.branchName(branch);
    const id = this.staff?.id ?? signedIn;
    if (id === undefined) return;
    const set = await settings.staff(id);
    this.staff = set ? standingOf(set) : (this.staff ?? { id, name: id, mayOverride: false });
  }

  /** Who was signed in is signed out by it; both are written, so that it can be told later who stood here. */
  async signIn(id: string, pin: string): Promise<DeskState> {
    const { settings, verifyPin, inTurn } = this.parts;
    const staff = await settings.staff(id);
    if (!staff || !(await verifyPin(pin, staff.pin))) throw new DeskError('wrong-pin', id);
    await inTurn(() => this.takeOver(standingOf(staff)));
    this.tell();
    return this.state();
  }

  private async takeOver(next: Standing): Promise<void> {
    const { write } = this.parts;
    const before = this.staffId;
    if (before !== next.id) {
      if (before !== null)
        await write({ kind: 'session.close', body: { why: 'other-signed-in' }, after: [] }, before);
      await write({ kind: 'session.open', body: { role: roleOf(next) }, after: [] }, next.id);
    }
    this.staff = next;
  }

  signedIn(): Counter['staff'] {
    if (!this.staff) throw new DeskError('not-signed-in', 'nobody is signed in at this desk');
    return this.staff;
  }

  /** Id of who is signed in. */
  get staffId(): string | null {
    return this.staff?.id ?? null;
  }

  /** Whether all of the library was copied to this desk. */
  get isWhole(): boolean {
    return this.copying === null;
  }

  copies(progress: DeskState['copying']): void {
    this.copying = progress;
    this.tell();
  }

  /** The journal took what was written. */
  written(): void {
    if (this.trouble?.code !== 'not-erased') this.trouble = null;
  }

  /** It did not; returns the error that the screen is answered with. */
  notWritten(error: unknown): DeskError {
    this.trouble = { code: 'journal-failed', params: {} };
    this.tell();
    return new DeskError('journal-failed', messageOf(error));
  }

  /** It is not on the disk who opened whose record (A3); what was asked for is done all the same. */
  notLogged(error: unknown): void {
    this.trouble = { code: 'access-log-failed', params: { reason: messageOf(error) } };
    this.tell();
  }

  /** Somebody who was erased still stands in this desk's files; the next start tries again. */
  notErased(error: unknown): void {
    this.trouble = { code: 'not-erased', params: { reason: messageOf(error) } };
  }

  /** Something failed that is not the network's; told with the next change. */
  report(error: unknown): void {
    this.trouble = { code: 'sync-fault', params: { reason: messageOf(error) } };
  }
}

function standingOf({ staff: id, name, mayOverride, role }: FactOf<'staff.set'>['body']): Standing {
  return { id, name, mayOverride, role };
}
