import { patronDoc } from '@balie/shared/protocol/document-ids.ts';
import { stateDocument } from '@balie/shared/protocol/state-document.ts';
import { factsOf, TestStream } from '@balie/shared/testing/make-entry.ts';
import { patronErase } from '@balie/shared/patrons/testing-entries.ts';
import { beforeEach, expect, test } from 'vitest';
import { MemoryIndex } from '../adapters/memory-index.ts';
import { anna, TestDesk } from './testing-desk.ts';

let desk: TestDesk;
let id: string;

beforeEach(async () => {
  desk = await TestDesk.open(() => new MemoryIndex());
  id = await desk.register('CARD-0001');
  await desk.register('CARD-0002', { ...anna, familyName: 'Pieters', givenName: 'Bo' });
});

const onDisk = (): string => [...desk.disk.files.values()].join('');

/** The centre has folded an erasing that another desk wrote. */
async function erasedAtCentre(): Promise<void> {
  const elsewhere = new TestStream('zuid.x');
  const facts = factsOf([elsewhere.write(patronErase(id), { at: 1 })]);
  await desk.pull(stateDocument(patronDoc(id), { facts }));
}

test('A1 who was erased is in no file of a desk once it has started anew; its entries stand as they were', async () => {
  const before = desk.written();
  await desk.restart();
  expect(onDisk()).toContain('Jansen');
  await erasedAtCentre();
  await desk.restart();
  expect(onDisk()).not.toContain('Jansen');
  expect(onDisk()).toContain('Pieters');
  expect(desk.written().slice(0, before.length)).toEqual(before);
  expect(await desk.call('search', { text: 'jansen' })).toMatchObject({ patrons: [] });
  expect(await desk.call('search', { text: 'pieters' })).toMatchObject({ patrons: [{}] });
});

test('A1 a desk whose disk does not let a file go works, says so, and tries again at its next start', async () => {
  await erasedAtCentre();
  const { replace } = desk.disk;
  desk.disk.replace = () => Promise.reject(new Error('EIO'));
  await desk.restart();
  await desk.register('CARD-0003', { ...anna, familyName: 'Smit' });
  expect(await desk.call('desk.state', {})).toMatchObject({ trouble: { code: 'not-erased' } });
  expect(onDisk()).toContain('Jansen');
  desk.disk.replace = replace;
  await desk.restart();
  expect(onDisk()).not.toContain('Jansen');
});
