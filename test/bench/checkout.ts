import { setTimeout as wait } from 'node:timers/promises';
import type { ItemState } from '@balie/shared/circulation/item-state.ts';
import { openClaim } from '@balie/shared/circulation/item-state.ts';
import type { ScanCommand } from '@balie/desktop/contract/contract.ts';
import type { Answer } from '@balie/desktop/contract/answers.ts';
import type { ReplicaDocument } from '@balie/desktop/core/ports.ts';
import { type Benchmark, median, percentile, rounded, roundedAll } from './benchmark.ts';
import { type MeasuredDesk, openMeasuredDesk } from './measured-desk.ts';
import { SyncedPuts } from './synced-puts.ts';

const CHECKOUTS = 300;
const A_VISIT = 5;
/** Visits that nothing is measured of: the first of anything is slower. */
const WARMING = 4;
const PATRONS = 12;
const LOAN_GROUPS = ['boek', 'jeugdboek'];

interface Times {
  readonly checkouts: number[];
  readonly checkins: number[];
  readonly puts: number[];
  readonly journal: number[];
  readonly replica: number[];
  readonly replicaReads: number[];
  readonly index: number[];
}

/** From the command to the answer, the entry synced to the disk, with the desk in contact. After each, LevelDB writes the same bytes. */
export const checkout: Benchmark = {
  name: 'checkout',
  summary: 'a checkout from command to synced and answered; beside one synced LevelDB write',
  seconds: 60,
  async run(national) {
    const folder = await national.enrolledDesk();
    await national.still();
    const { documents } = await national.database();
    const open = await openMeasuredDesk(folder);
    const puts = await SyncedPuts.open(await national.freshFolder('level'));
    await open.whole;
    while (open.indexed() < documents) await wait(5);
    const times = await lendAndTakeBack(open, puts);
    await open.close();
    await puts.close();
    const [p50, p95] = [0.5, 0.95].map((share) => percentile(times.checkouts, share)) as [number, number];
    const [limit, limit95] = [0.5, 0.95].map((share) => percentile(times.puts, share)) as [number, number];
    return {
      name: this.name,
      what: this.summary,
      unit: 'ms',
      value: rounded(p50),
      beside: 'one LevelDB put with sync of the same bytes',
      limit: rounded(limit),
      limitUnit: 'ms',
      ratio: rounded(p50 / limit),
      p95: roundedAll({ value: p95, limit: limit95, ratio: p95 / limit95 }),
      samples: times.checkouts.length,
      parts: roundedAll({
        journalMs: median(times.journal),
        journalP95Ms: percentile(times.journal, 0.95),
        restMs: median(times.checkouts.map((ms, i) => ms - times.journal[i]!)),
        replicaMs: median(times.replica),
        replicaReads: median(times.replicaReads),
        indexMs: median(times.index),
        checkinMs: median(times.checkins),
      }),
    };
  },
};

async function lendAndTakeBack(open: MeasuredDesk, puts: SyncedPuts): Promise<Times> {
  const { items, patrons } = await cast(open);
  const times: Times = {
    checkouts: [],
    checkins: [],
    puts: [],
    journal: [],
    replica: [],
    replicaReads: [],
    index: [],
  };
  const visits = WARMING + CHECKOUTS / A_VISIT;
  for (let visit = 0; visit < visits; visit++) {
    const books = items.slice(visit * A_VISIT, (visit + 1) * A_VISIT);
    const counted = visit >= WARMING ? times : null;
    const about = { patron: patrons[visit % patrons.length]!, session: `visit-${visit}` };
    for (const code of books) {
      open.meter.take();
      const ms = await scan(open, { ...about, code, mode: 'lend' }, 'lent');
      const spent = open.meter.take();
      const put = await puts.put(open.lastAppended());
      counted?.checkouts.push(ms);
      counted?.puts.push(put);
      counted?.journal.push(spent.ms['journal'] ?? 0);
      counted?.replica.push(spent.ms['replica'] ?? 0);
      counted?.replicaReads.push(spent.calls['replica'] ?? 0);
      counted?.index.push(spent.ms['index'] ?? 0);
    }
    for (const code of books) {
      const ms = await scan(open, { ...about, code, mode: 'take' }, 'taken');
      counted?.checkins.push(ms);
    }
  }
  return times;
}

/** How long it took, ms. Throws when the answer is another than it should be. */
async function scan(
  { desk }: MeasuredDesk,
  command: Omit<ScanCommand, 'by'>,
  expected: Answer['kind'],
): Promise<number> {
  const began = performance.now();
  const reply = await desk.call('counter.scan', { ...command, by: 'scanned' });
  const ms = performance.now() - began;
  if (!reply.ok || reply.result.kind !== expected)
    throw new Error(`${command.mode} ${command.code}: ${JSON.stringify(reply)}`);
  return ms;
}

/** Books on the shelf, each once, and people who may borrow. */
async function cast({
  desk,
  store,
}: MeasuredDesk): Promise<{ items: readonly string[]; patrons: readonly string[] }> {
  const items: string[] = [];
  const patrons: string[] = [];
  for await (const { _id } of having(store, isOnShelf)) items.push(_id.slice('item:'.length));
  for await (const { _id } of having(store, ({ _id }) => _id.startsWith('patron:'))) {
    const id = _id.slice('patron:'.length);
    const reply = await desk.call('patron.get', { id, session: 'casting' });
    if (reply.ok && reply.result && mayBorrow(reply.result)) patrons.push(id);
    if (patrons.length === PATRONS) break;
  }
  const wanted = WARMING * A_VISIT + CHECKOUTS;
  if (items.length < wanted || !patrons.length)
    throw new Error(`the demonstration has ${items.length} books and ${patrons.length} people to lend with`);
  return { items, patrons };
}

async function* having(
  store: MeasuredDesk['store'],
  wanted: (document: ReplicaDocument) => boolean,
): AsyncGenerator<ReplicaDocument> {
  for (let after: string | null = null; ;) {
    const page: readonly ReplicaDocument[] = await store.page(after, 500);
    if (!page.length) return;
    for (const document of page) if (wanted(document)) yield document;
    after = page.at(-1)!._id;
  }
}

function isOnShelf(document: ReplicaDocument): boolean {
  if (!document._id.startsWith('item:') || !('state' in document)) return false;
  const item = document.state as ItemState;
  const { attributes, loan, mark, transitTo } = item;
  return (
    Boolean(attributes?.circulates && LOAN_GROUPS.includes(attributes.loanGroup)) &&
    !loan &&
    !mark &&
    !transitTo &&
    !openClaim(item)
  );
}

function mayBorrow({
  kind,
  checks,
  loans,
  loanLimit,
}: Extract<Answer, { kind: 'patron' }>['patron']): boolean {
  return (
    kind === 'person' &&
    checks.length === 0 &&
    loans.length > 0 &&
    (loanLimit === null || loans.length + A_VISIT <= loanLimit)
  );
}
