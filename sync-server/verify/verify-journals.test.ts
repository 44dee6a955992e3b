import { expect, test } from 'vitest';
import { MemoryCouch } from '../couch/memory-couch.ts';
import { deliver, ISIL, TestingDesk } from '../resolver/testing-desk.ts';
import { verifyLibrary } from './verify-journals.ts';

test('A1 a payload that is not there is a fault, unless any desk erased the person', async () => {
  const couch = new MemoryCouch();
  const a = new TestingDesk('balie-1.aaa');
  const b = new TestingDesk('balie-2.bbb');
  const ports = { couch, keyOf: async () => 'key', verify: () => true };
  a.patron(1, 'p-1', { familyName: 'Jansen' });
  const other = a.patron(2, 'p-2', { familyName: 'Pieters' });
  await deliver(
    couch,
    a.written.map(({ entry }) => ({ entry, payload: null })),
  );
  const before = await verifyLibrary(ports, ISIL);
  expect(before.faults[0]?.withoutPayload).toHaveLength(2);
  b.write(3, { kind: 'patron.erase', body: { patron: 'p-1', why: 'request' } });
  await deliver(couch, b.written);
  const { faults, entries } = await verifyLibrary(ports, ISIL);
  expect(faults).toMatchObject([{ stream: 'balie-1.aaa', withoutPayload: [other._id] }]);
  expect(entries).toBe(3);
});
