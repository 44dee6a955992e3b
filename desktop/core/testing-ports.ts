import type { AnyEntry } from '@balie/shared/journal/entry.ts';
import { parseEntryId } from '@balie/shared/journal/ids.ts';
import type { Access } from '@balie/shared/privacy/access.ts';
import type { NumbersAnswer, PushAnswer, PushRequest, Status } from '@balie/shared/protocol/api.ts';
import type { AccessLog, DeskClock, Gateway, ReplicaDocument, Store } from './ports.ts';
import type { DevicePorts } from './devices/device-ports.ts';
import type { PrintingPorts } from './printing/printing-ports.ts';
import type { PrintRecord } from './printing/print-queue.ts';

export const wallAt = (now: number): number => 1_800_000_000_000 + now;

/** A clock that stands still but for the test, and the one alarm that a Sync sets on it. */
export class FakeClock implements DeskClock {
  now = 1000;
  /** How wrong the wall clock is, ms. */
  wrong = 0;
  /** What the machine's boot is called, and when it was. */
  boot = { name: 'boot', at: 0 };
  alarm: { readonly ms: number; readonly ring: () => void } | null = null;
  private told: () => void = () => undefined;

  reading = () => ({
    wall: wallAt(this.now + this.wrong),
    mono: this.now - this.boot.at,
    boot: this.boot.name,
  });

  after = (ms: number, ring: () => void): (() => void) => {
    const alarm = (this.alarm = { ms, ring });
    this.told();
    return () => {
      if (this.alarm === alarm) this.alarm = null;
    };
  };

  /** The wait that is asked for next. */
  async wait(): Promise<number> {
    await new Promise<void>((resolve) => (this.told = resolve));
    return this.alarm!.ms;
  }
}

/** A replica that holds these documents as they are at each moment. */
export function storeOf(documents: ReadonlyMap<string, ReplicaDocument>): Store {
  return {
    generation: 'one',
    getMany: (ids) =>
      Promise.resolve(new Map(ids.flatMap((id) => (documents.has(id) ? [[id, documents.get(id)!]] : [])))),
    page: () => Promise.resolve([]),
    follow: () => undefined,
    close: () => Promise.resolve(),
  };
}

/** A centre that takes everything and counts, and can be made to fail, or to answer when the test lets it. */
export class FakeGateway implements Gateway {
  generation = 'one';
  serverTime = 5_000;
  /** Highest number of each stream, all without gaps. */
  readonly taken = new Map<string, number>();
  folds = true;
  refuses: PushAnswer['refused'] = [];
  readonly asked: string[] = [];
  failing: Partial<Record<'status' | 'numbers' | 'push', Error>> = {};
  /** What happens on the way of a request. */
  onRequest: (name: string) => void | Promise<void> = () => undefined;

  async status(): Promise<Status> {
    await this.request('status');
    const { generation, serverTime } = this;
    return { protocol: 1, library: 'NL-1', generation, database: `library-${generation}`, serverTime };
  }

  async numbers(streams: readonly string[]): Promise<NumbersAnswer> {
    await this.request('numbers', streams.join(' '));
    return { streams: this.count(streams), serverTime: this.serverTime };
  }

  async push(request: PushRequest): Promise<PushAnswer> {
    const entries = request.entries as readonly AnyEntry[];
    const pushed = new Map(entries.map(({ stream }) => [stream, entries.filter((e) => e.stream === stream)]));
    const ranges = [...pushed].map(([stream, all]) => `${stream} ${all[0]!.seq}-${all.at(-1)!.seq}`);
    await this.request('push', ranges.join(' '));
    for (const [stream, all] of pushed)
      this.taken.set(stream, Math.max(all.at(-1)!.seq, this.taken.get(stream) ?? 0));
    return {
      streams: this.count(pushed.keys()),
      refused: this.refuses,
      forks: [],
      serverTime: this.serverTime,
    };
  }

  private count(streams: Iterable<string>): NumbersAnswer['streams'] {
    const numbers = [...streams].map((stream) => {
      const refused = this.refuses.flatMap(({ id }) => parseEntryId(id) ?? []);
      const below = refused.flatMap((id) => (id.stream === stream ? [id.seq - 1] : []));
      const received = Math.min(this.taken.get(stream) ?? 0, ...below);
      return [stream, { received, folded: this.folds ? received : 0, safe: 0 }] as const;
    });
    return Object.fromEntries(numbers);
  }

  private async request(name: 'status' | 'numbers' | 'push', what = ''): Promise<void> {
    this.asked.push(`${name} ${what}`.trim());
    await this.onRequest(name);
    const error = this.failing[name];
    if (error) throw error;
  }
}

/** A printer that prints at once and keeps what it printed, with a queue in memory. */
export class FakePrinting implements PrintingPorts {
  readonly language = 'nl';
  readonly columns = 42;
  readonly name = 'bonprinter';
  drawer = true;
  readonly papers: string[] = [];
  /** How often the drawer was told to open. */
  drawerTold = 0;
  drawerAnswer: boolean | Promise<boolean> = true;
  private record: PrintRecord | null = null;

  readonly printer: PrintingPorts['printer'] = {
    state: { code: 'ready', params: {} },
    onState: () => () => undefined,
    print: ({ document }) => {
      this.papers.push(document);
      return Promise.resolve({ kind: 'printed' });
    },
    openDrawer: () => {
      this.drawerTold += 1;
      return Promise.resolve(this.drawerAnswer);
    },
    close: () => Promise.resolve(),
  };

  readonly storage: PrintingPorts['storage'] = {
    load: () => Promise.resolve(this.record),
    save: (record) => {
      this.record = record;
      return Promise.resolve();
    },
  };

  draw = (document: string): ReturnType<PrintingPorts['draw']> => ({
    ...{ picture: `<svg>${document}</svg>`, text: document.replace(/\\/g, '') },
    ...{ width: 504, height: 100 },
  });
}

/** Of a desk to which nothing is connected. */
/** Keeps what is added, what month it was told to keep from, and how often it was closed. */
export class FakeAccessLog implements AccessLog {
  readonly lines: Access[] = [];
  readonly keptFrom: string[] = [];
  closed = 0;

  add(access: Access): void {
    this.lines.push(access);
  }

  keepFrom(month: string): Promise<void> {
    this.keptFrom.push(month);
    return Promise.resolve();
  }

  close(): Promise<void> {
    this.closed++;
    return Promise.resolve();
  }
}

export const noDevices: DevicePorts = {
  problems: [],
  scanners: [],
  typing: {
    name: '',
    limits: { quick: 60, divide: 500, shortestCode: 4 },
    reading: { prefix: '', suffix: '', sameScanMs: 300, codes: [], otherCodes: 'accepted' },
  },
  openPads: () => [],
  timer: { now: () => 0, after: () => () => undefined },
};
