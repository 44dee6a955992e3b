import { mkdtemp, rm } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { National } from './national.ts';
import { openMeasuredDesk } from './measured-desk.ts';
import { PouchStore } from '@balie/desktop/adapters/pouch-store.ts';
const folder = await mkdtemp('/tmp/benchtry/n-');
const national = await National.start(folder);
let log: { ids: readonly string[]; from: string }[] = [];
const original = PouchStore.prototype.getMany;
PouchStore.prototype.getMany = function (ids) {
  log.push({
    ids,
    from: (new Error().stack ?? '')
      .split('\n')
      .slice(2, 9)
      .map((l) =>
        l
          .trim()
          .replace(/file:.*desktop\//, '')
          .replace(/^at (async )?/, ''),
      )
      .filter((l) => /core\//.test(l))
      .slice(0, 5)
      .join(' < '),
  });
  return original.call(this, ids);
};
Error.stackTraceLimit = 30;
const d = await openMeasuredDesk(await national.enrolledDesk());
await d.whole;
const { documents } = await national.database();
while (d.indexed() < documents) await wait(20);
await wait(1500);
const { checkout } = await import('./checkout.ts');
void checkout;
const items: string[] = [];
let after: string | null = null;
for (;;) {
  const page: any[] = (await d.store.page(after, 500)) as any[];
  if (!page.length) break;
  for (const x of page)
    if (
      x._id.startsWith('item:') &&
      x.state.attributes?.loanGroup === 'boek' &&
      !x.state.loan &&
      !x.state.mark &&
      !x.state.transitTo &&
      !x.state.claims.length
    )
      items.push(x._id.slice(5));
  after = page.at(-1)._id;
}
const patrons: string[] = [];
after = null;
for (;;) {
  const page: any[] = (await d.store.page(after, 500)) as any[];
  if (!page.length) break;
  for (const x of page)
    if (x._id.startsWith('patron:') && x.state.kind === 'person') {
      const r = await d.desk.call('patron.get', { id: x._id.slice(7), session: 's' });
      if (r.ok && r.result!.checks.length === 0 && r.result!.loans.length === 3) patrons.push(x._id.slice(7));
      if (patrons.length > 3) break;
    }
  if (patrons.length > 3) break;
  after = page.at(-1)._id;
}
for (let i = 0; i < 3; i++) {
  await wait(2500);
  log = [];
  const r = await d.desk.call('counter.scan', {
    code: items[i]!,
    by: 'scanned',
    mode: 'lend',
    patron: patrons[0]!,
    session: 'x',
  });
  const l = log;
  console.log(
    i,
    r.ok && r.result.kind,
    'calls',
    l.length,
    'ids',
    l.flatMap((x) => x.ids).length,
    'unique',
    new Set(l.flatMap((x) => x.ids)).size,
  );
  if (i === 2) for (const { ids, from } of l) console.log(' ', ids.join(','), '   <=', from);
}
await d.close();
await national.stop();
await rm(folder, { recursive: true });
process.exit();
