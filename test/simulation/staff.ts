import type { ScanCommand } from '@balie/desktop/contract/contract.ts';
import type { Answer, DestinationView } from '@balie/desktop/contract/views.ts';
import type { Machine } from './machine.ts';
import type { Random } from './random.ts';
import type { VirtualTime } from './virtual-time.ts';
import type { Book, Patron, World } from './world.ts';

/** A book changes hands no faster than this, ms. */
const HAND_OVER_MS = 30_000;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** More questions than this about one scan is a fault of the product. */
const MOST_QUESTIONS = 6;

export interface StaffParts {
  readonly world: World;
  readonly time: VirtualTime;
  readonly random: Random;
  readonly machines: readonly Machine[];
  readonly complain: (problem: string) => void;
}

/** What came of a scan, and whether an attempt before it may have been written without an answer. */
interface Outcome {
  readonly answer: Answer;
  readonly doubt: boolean;
}

/** The people at the counters: they do what is asked of them, repeat what got no answer, and put books where the screen says. */
export class Staff {
  /** Acts that the screen confirmed. */
  acts = 0;
  /** Visits under way. */
  visits = 0;
  private readonly parts: StaffParts;

  constructor(parts: StaffParts) {
    this.parts = parts;
  }

  /** Somebody comes in, or the van does. */
  async visit(): Promise<void> {
    this.visits += 1;
    try {
      await this.anyVisit();
    } catch (error) {
      this.parts.complain(`a visit ended badly: ${error instanceof Error ? error.stack : String(error)}`);
    } finally {
      this.visits -= 1;
    }
  }

  private async anyVisit(): Promise<void> {
    const { world, random, time } = this.parts;
    const arrived = world.books.filter(
      (b) => !b.busy && b.where.kind === 'van' && b.where.arrives <= time.now,
    );
    if (arrived.length && random.chance(0.4))
      return this.withBook(random.pick(arrived), (book) => this.unload(book));
    const free = world.books.filter((b) => !b.busy);
    const home = free.filter((b) => b.where.kind === 'branch');
    const out = free.filter((b) => b.where.kind === 'patron');
    const kind = random.next();
    if (kind < 0.45 && home.length) return this.withBook(random.pick(home), (book) => this.borrow(book));
    if (kind < 0.9 && out.length) return this.withBook(random.pick(out), (book) => this.bringBack(book));
    if (out.length) return this.withBook(random.pick(out), (book) => this.prolong(book));
  }

  private pass(): Promise<void> {
    return this.parts.time.sleep(HAND_OVER_MS);
  }

  private async withBook(book: Book, act: (book: Book) => Promise<void>): Promise<void> {
    book.busy = true;
    await act(book);
    await this.pass();
    book.busy = false;
  }

  private async borrow(book: Book): Promise<void> {
    const { world, random } = this.parts;
    if (book.where.kind !== 'branch') return;
    const { branch } = book.where;
    const patron = random.pick(world.patronsOf(book.library));
    const lent = await this.lend(book, branch, patron);
    if (!lent || !random.chance(0.05)) return;
    await this.pass();
    await this.take(book, branch);
  }

  private async bringBack(book: Book): Promise<void> {
    const { world, random } = this.parts;
    const { code } = random.pick(world.branchesOf(book.library));
    await this.take(book, code);
    if (!random.chance(0.08)) return;
    await this.pass();
    await this.take(book, code);
  }

  private async unload(book: Book): Promise<void> {
    if (book.where.kind === 'van') await this.take(book, book.where.to);
  }

  /** True when the patron leaves with the book. */
  private async lend(book: Book, branch: string, patron: Patron): Promise<boolean> {
    const { random } = this.parts;
    const session = random.text();
    let command: ScanCommand = {
      code: book.barcode,
      by: 'scanned',
      mode: 'lend',
      patron: patron.id,
      session,
    };
    let doubt = false;
    for (let question = 0; question < MOST_QUESTIONS; question++) {
      const outcome = await this.scan(branch, command, patron);
      const { answer } = outcome;
      doubt ||= outcome.doubt;
      if (answer.kind === 'lent') {
        this.did(book, branch, `lent to ${patron.id}${answer.again === 'no' ? '' : ` (${answer.again})`}`);
        book.where = { kind: 'patron', patron: patron.id };
        book.slip = null;
        await this.pass();
        if (random.chance(0.06))
          await this.scan(branch, { ...command, override: { reason: 'other' } }, patron);
        return true;
      }
      if (answer.kind === 'blocked') {
        if (!doubt && random.chance(0.15))
          return this.putAside(book, answer.checks.map((c) => c.code).join());
        command = { ...command, override: { reason: 'other' } };
      } else if (answer.kind === 'choose') command = { ...command, meant: 'lend' };
      else if (answer.kind === 'unlisted') command = { ...command, confirmedUnlisted: true };
      else break;
    }
    this.parts.complain(`${book.barcode} could not be lent at ${branch}`);
    return false;
  }

  private putAside(book: Book, why: string): false {
    book.story.push(`put aside: ${why}`);
    return false;
  }

  private async take(book: Book, branch: string): Promise<void> {
    const { random, time } = this.parts;
    let command: ScanCommand = {
      code: book.barcode,
      by: 'scanned',
      mode: 'take',
      patron: null,
      session: random.text(),
    };
    for (let question = 0; question < MOST_QUESTIONS; question++) {
      const { answer } = await this.scan(branch, command, null);
      if (answer.kind === 'taken') {
        const to = nextBranch(answer.destination);
        this.did(book, branch, `taken back, goes to ${to ?? answer.destination.kind}`);
        book.where = to
          ? { kind: 'van', to, arrives: time.now + random.between(HOUR, 14 * HOUR) }
          : { kind: 'branch', branch };
        book.slip = to;
        return;
      }
      if (answer.kind !== 'unlisted') break;
      command = { ...command, confirmedUnlisted: true };
    }
    this.parts.complain(`${book.barcode} could not be taken back at ${branch}`);
  }

  /** By telephone: the book stays where it is. */
  private async prolong(book: Book): Promise<void> {
    const { world, random } = this.parts;
    const { code } = random.pick(world.branchesOf(book.library));
    const command: ScanCommand = {
      code: book.barcode,
      by: 'typed',
      mode: 'renew',
      patron: null,
      session: random.text(),
    };
    const { answer } = await this.scan(code, command, null);
    if (answer.kind === 'renewed') book.story.push(`${this.stamp()} renewed at ${code}`);
    if (answer.kind === 'blocked' && random.chance(0.5))
      await this.scan(code, { ...command, override: { reason: 'other' } }, null);
  }

  /** Scans until there is an answer, at whichever desk of the branch is free. With a patron the card comes first. */
  private async scan(branch: string, command: ScanCommand, patron: Patron | null): Promise<Outcome> {
    const { random, time } = this.parts;
    for (let doubt = false; ;) {
      const machine = await this.freeDesk(branch);
      machine.busy = true;
      const known = !patron || (await this.open(machine, patron));
      const answer = known ? await this.ask(machine, command) : null;
      machine.busy = false;
      if (answer) {
        if (answer.kind === 'lent' || answer.kind === 'taken' || answer.kind === 'renewed') this.acts += 1;
        return { answer, doubt };
      }
      doubt ||= known;
      await time.sleep(random.between(MINUTE / 2, 8 * MINUTE));
    }
  }

  private async open(machine: Machine, patron: Patron): Promise<boolean> {
    const card: ScanCommand = {
      code: patron.card,
      by: 'scanned',
      mode: 'lend',
      patron: null,
      session: 'card',
    };
    const answer = await this.ask(machine, card);
    return answer?.kind === 'patron' && answer.patron.id === patron.id;
  }

  /** Null when the program died over it or said that it could not. */
  private async ask(machine: Machine, command: ScanCommand): Promise<Answer | null> {
    const { run } = machine;
    if (!run) return null;
    const reply = await Promise.race([
      run.desk.call('counter.scan', command),
      run.life.ended.then(() => null),
    ]);
    if (reply && !reply.ok && reply.error.code !== 'journal-failed')
      this.parts.complain(`${machine.name}: ${reply.error.code} ${reply.error.message}`);
    return reply?.ok ? reply.result : null;
  }

  private async freeDesk(branch: string): Promise<Machine> {
    const { machines, random, time } = this.parts;
    for (;;) {
      const free = machines.filter((m) => m.branch === branch && m.run && !m.busy);
      if (free.length) return random.pick(free);
      await time.sleep(random.between(MINUTE / 4, 3 * MINUTE));
    }
  }

  private did(book: Book, branch: string, what: string): void {
    book.handledAt = branch;
    book.story.push(`${this.stamp()} ${what} at ${branch}`);
  }

  private stamp(): string {
    return new Date(this.parts.time.now).toISOString().slice(5, 19);
  }
}

function nextBranch(destination: DestinationView): string | null {
  return destination.kind === 'branch' ? destination.branch : null;
}
