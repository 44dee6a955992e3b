import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { PrintRecord } from '../core/printing/print-queue.ts';
import { PrintFile } from './print-file.ts';

let folder: string;
let said: string[];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'balie-prints-'));
  said = [];
});
afterEach(() => rm(folder, { recursive: true }));

const at = (): string => join(folder, 'prints.json');
const file = (): PrintFile => new PrintFile(at(), (message) => said.push(message));
const record: PrintRecord = {
  jobs: [
    {
      ...{ id: 'a', of: 'entry:x', kind: 'loans', madeAt: 1, document: '|€ \\| "é"\n---', columns: 32 },
      state: 'sending',
    },
  ],
  printed: [{ id: 'b', of: 'entry:y' }],
};

test('a queue is there after a restart, for its owner only; before the first there is none', async () => {
  expect(await file().load()).toBeNull();
  await file().save(record);
  expect(await file().load()).toEqual(record);
  if (process.platform !== 'win32') expect((await stat(at())).mode & 0o777).toBe(0o600);
  await file().save({ jobs: [], printed: [] });
  expect(await file().load()).toEqual({ jobs: [], printed: [] });
  expect(await readdir(folder)).toEqual(['prints.json']);
});

test.each(['{"v":1,"jobs":[{"id', '{"v":2,"jobs":[],"printed":[]}'])(
  'a file that cannot be understood is kept aside and told of: %s',
  async (text) => {
    await writeFile(at(), text);
    expect(await file().load()).toBeNull();
    expect(said[0]).toContain(`${at()}.damaged`);
    expect(await readFile(`${at()}.damaged`, 'utf8')).toBe(text);
    await file().save(record);
    expect(await file().load()).toEqual(record);
  },
);

test('what the disk refuses has a code, and a file that cannot be read is not taken for none', async () => {
  const nowhere = new PrintFile(join(folder, 'gone', 'prints.json'), () => undefined);
  await expect(nowhere.save(record)).rejects.toMatchObject({ code: 'disk-failing' });
  const notAFile = new PrintFile(folder, () => undefined);
  await expect(notAFile.load()).rejects.toMatchObject({ code: 'disk-failing' });
});
