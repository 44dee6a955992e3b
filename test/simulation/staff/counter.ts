import type { ActOutcome, DeskCommand } from '@balie/desktop/contract/commands.ts';
import type { CallName, Calls, ScanCommand } from '@balie/desktop/contract/contract.ts';
import type { Answer } from '@balie/desktop/contract/answers.ts';
import type { AnyEntry } from '@balie/shared/journal/entry.ts';
import type { Machine } from '../machine.ts';
import type { Random } from '../random.ts';
import type { VirtualTime } from '../virtual-time.ts';
import type { Book } from '../world/book.ts';
import type { Chronicle } from '../world/chronicle.ts';
import type { Person } from '../world/person.ts';
import type { World } from '../world/world.ts';

/** A thing changes hands no faster than this, ms. */
const HAND_OVER_MS = 30_000;
const MINUTE = 60_000;

export interface CounterParts {
  readonly world: World;
  readonly chronicle: Chronicle;
  readonly time: VirtualTime;
  readonly machines: readonly Machine[];
  readonly complain: (problem: string) => void;
}

/** What a desk said, and what of it stands on its disk whether it could say so or not. */
interface Heard<T> {
  readonly result: T | null;
  readonly written: readonly AnyEntry[];
}

interface Done {
  readonly outcome: ActOutcome;
  readonly machine: Machine;
}

/** How often the same thing is tried before people give up. */
const MOST_ATTEMPTS = 12;

/** What everybody at the counters does alike: find a free desk, ask it something, wait until it answers, write down what came of it. */
export class Counter {
  readonly world: World;
  readonly chronicle: Chronicle;
  readonly time: VirtualTime;
  readonly machines: readonly Machine[];
  readonly complain: (problem: string) => void;
  /** Acts that were written down. */
  acts = 0;

  constructor({ world, chronicle, time, machines, complain }: CounterParts) {
    this.world = world;
    this.chronicle = chronicle;
    this.time = time;
    this.machines = machines;
    this.complain = complain;
  }

  pass(): Promise<void> {
    return this.time.sleep(HAND_OVER_MS);
  }

  /** Nobody else has these in hand meanwhile. */
  async with(things: readonly { busy: boolean }[], act: () => Promise<void>): Promise<void> {
    for (const thing of things) thing.busy = true;
    try {
      await act();
      await this.pass();
    } finally {
      for (const thing of things) thing.busy = false;
    }
  }

  book(random: Random, fits: (book: Book) => boolean): Book | null {
    const free = this.world.books.filter((book) => !book.busy && fits(book));
    return random.favourite(free, ({ barcode }) => barcode);
  }

  person(random: Random, fits: (person: Person) => boolean): Person | null {
    const free = this.world.people.filter((person) => !person.busy && !person.left && fits(person));
    return random.favourite(free, ({ name }) => name);
  }

  branch(random: Random, library: string): string {
    return random.favourite(this.world.branchesOf(library), ({ code }) => code)!.code;
  }

  async freeDesk(
    random: Random,
    branch: string,
    fits: (machine: Machine) => boolean = () => true,
  ): Promise<Machine> {
    for (;;) {
      const free = this.machines.filter((m) => m.branch === branch && m.run && !m.busy && fits(m));
      const chosen = random.favourite(free, ({ name }) => name);
      if (chosen) return chosen;
      await this.time.sleep(random.between(MINUTE / 4, 3 * MINUTE));
    }
  }

  /** Scans until there is an answer, at whichever desk of the branch is free. With a card that comes first: the name is whom the desk opened. */
  async scan(
    random: Random,
    branch: string,
    command: ScanCommand,
    card: string | null = null,
  ): Promise<{ readonly answer: Answer; readonly doubt: boolean } | null> {
    for (let doubt = false, attempt = 0; ; attempt++) {
      const machine = await this.freeDesk(random, branch);
      machine.busy = true;
      const opened = card === null ? null : await this.open(machine, card);
      if (opened?.kind === 'unknown') {
        machine.busy = false;
        return null;
      }
      const patron = opened?.kind === 'patron' ? opened.patron : null;
      const ready = card === null || patron !== null;
      const heard = ready
        ? await this.hear(machine, 'counter.scan', { ...command, patron }, command.session)
        : null;
      machine.busy = false;
      if (heard?.result) return { answer: heard.result, doubt };
      doubt ||= ready;
      if (attempt > 100) this.complain(`${command.code} got no answer at ${branch}`);
      await this.time.sleep(random.between(MINUTE / 2, 8 * MINUTE));
    }
  }

  /** Somebody's card is scanned; `unknown` where this desk has not heard of it. */
  async open(
    machine: Machine,
    card: string,
  ): Promise<{ readonly kind: 'patron'; readonly patron: string } | { readonly kind: 'unknown' } | null> {
    const command: ScanCommand = { code: card, by: 'scanned', mode: 'lend', patron: null, session: 'card' };
    const { result } = await this.hear(machine, 'counter.scan', command, 'card');
    if (!result) return null;
    return result.kind === 'patron' ? { kind: 'patron', patron: result.patron.id } : { kind: 'unknown' };
  }

  /**
   * Asks for something beside scanning. What got no answer was written or not: who `looks` finds out first, as with money; others
   * ask again, perhaps at another desk. Null when nobody got an answer.
   */
  async do(
    random: Random,
    place: Machine | string,
    command: DeskCommand,
    {
      looks = false,
      override = false,
      newcomer,
    }: { looks?: boolean; override?: boolean; newcomer?: Person } = {},
  ): Promise<Done | null> {
    for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      const session = random.text();
      const at = typeof place === 'string' ? place : place.branch;
      const fits = typeof place === 'string' ? undefined : (m: Machine): boolean => m === place;
      const machine = await this.freeDesk(random, at, fits);
      machine.busy = true;
      const payload = { command, session, ...(override ? { override: { reason: 'other' } } : {}) };
      const { result, written } = await this.hear(machine, 'act.do', payload, session, newcomer);
      machine.busy = false;
      if (result) return { outcome: result, machine };
      if (written.length && (looks || random.chance(0.5))) {
        const entries = written.map(({ _id }) => _id);
        return { outcome: { kind: 'done', entries, patron: null, money: null }, machine };
      }
      await this.time.sleep(random.between(MINUTE / 2, 8 * MINUTE));
    }
    return null;
  }

  /** Takes an act back at this branch; false when the desk would not. */
  async undo(random: Random, branch: string, { _id: id, body }: AnyEntry): Promise<boolean> {
    const document = documentOf(body);
    for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      const session = random.text();
      const machine = await this.freeDesk(random, branch);
      machine.busy = true;
      const payload = { id, session, ...(document ? { document } : {}) };
      const { result, written } = await this.hear(machine, 'act.undo', payload, session);
      machine.busy = false;
      if (result?.kind === 'undone' || written.length) return true;
      if (result && !(result.kind === 'failed' && result.code === 'undo-unknown')) return false;
      await this.time.sleep(random.between(MINUTE / 2, 8 * MINUTE));
    }
    return false;
  }

  /** Asks a desk once. `result` is null when the program died over it or said that it could not. */
  async hear<N extends CallName>(
    machine: Machine,
    name: N,
    payload: Calls[N]['payload'],
    session: string,
    newcomer: Person | null = null,
  ): Promise<Heard<Calls[N]['result']>> {
    const { run } = machine;
    if (!run) return { result: null, written: [] };
    const reply = await Promise.race([run.desk.call(name, payload), run.life.ended.then(() => null)]);
    if (reply && !reply.ok && reply.error.code !== 'journal-failed')
      this.complain(
        `${machine.name}: ${name} ${JSON.stringify(payload)}: ${reply.error.code} ${reply.error.message}`,
      );
    const records = session === 'card' ? [] : machine.written(session);
    for (const { entry, payload: personal } of records) {
      if (this.chronicle.note({ entry, payload: personal, at: this.time.now, newcomer })) this.acts += 1;
    }
    return { result: reply?.ok ? reply.result : null, written: records.map(({ entry }) => entry) };
  }
}

/** One of the documents that an act stands in, as the desk has it on its screen. */
function documentOf(body: AnyEntry['body']): string | null {
  const of = (name: string): string | null =>
    typeof body[name] === 'string' ? (body[name] as string) : null;
  const item = of('item');
  if (item) return `item:${item}`;
  const queue = of('queue');
  if (queue) return queue;
  const patron = of('patron');
  return patron ? (body['cents'] === undefined ? `patron:${patron}` : `account:${patron}`) : null;
}
