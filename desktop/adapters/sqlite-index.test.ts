import fs, { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it, vi } from 'vitest';
import sqlite from 'node-sqlite3-wasm';
import { itemDocument, patronDocuments } from './document-fixtures.ts';
import { describeIndex } from './index-contract.ts';
import { SqliteIndex } from './sqlite-index.ts';

const folder = mkdtempSync(join(tmpdir(), 'balie-index-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let made = 0;
const fresh = (): string => join(folder, `index-${++made}.sqlite`);
const never = (error: unknown): void => {
  throw error;
};
const lent = itemDocument({ barcode: 'b1', patron: 'p1' });

describeIndex('SqliteIndex', () => Promise.resolve(SqliteIndex.open(fresh(), never)));

describe('SqliteIndex as a file', () => {
  it('keeps what it was told, and its name, through a restart', async () => {
    const path = fresh();
    const first = SqliteIndex.open(path, never);
    await first.apply([lent], []);
    await first.close();
    const second = SqliteIndex.open(path, never);
    expect(second.id).toBe(first.id);
    expect(await second.loansOf('p1')).toEqual(['b1']);
    await second.close();
  });

  it('opens after a kill that left its lock behind', async () => {
    const path = fresh();
    await SqliteIndex.open(path, never).close();
    mkdirSync(`${path}.lock`);
    const index = SqliteIndex.open(path, never);
    await index.apply([lent], []);
    await index.close();
  });

  it('has all that it was told after a kill, though its log was never put away', async () => {
    const [path, killed] = [fresh(), fresh()];
    const index = SqliteIndex.open(path, never);
    await index.apply([lent], []);
    for (const end of ['', '-wal']) copyFileSync(`${path}${end}`, `${killed}${end}`);
    await index.apply([itemDocument({ barcode: 'b1', patron: 'p2' })], []);
    await index.close();
    const again = SqliteIndex.open(killed, never);
    expect(again.id).toBe(index.id);
    expect(await again.loansOf('p1')).toEqual(['b1']);
    await again.close();
  });

  it('waits for the disk once for a batch', async () => {
    const index = SqliteIndex.open(fresh(), never);
    const syncs = vi.spyOn(fs, 'fsyncSync');
    await index.apply([lent], []);
    expect(syncs).toHaveBeenCalledOnce();
    syncs.mockRestore();
    await index.close();
  });

  it.each(['of another version', 'no database', 'cut off'])(
    'begins anew, under another name, with a file that is %s',
    async (kind) => {
      const path = fresh();
      const first = SqliteIndex.open(path, never);
      await first.apply([lent], []);
      await first.close();
      if (kind === 'of another version') {
        const database = new sqlite.Database(path);
        database.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA user_version = 999');
        database.close();
      } else if (kind === 'no database') writeFileSync(path, 'nothing of the kind'.repeat(1000));
      else writeFileSync(path, readFileSync(path).subarray(0, 5000));
      const index = SqliteIndex.open(path, never);
      expect(index.id).not.toBe(first.id);
      expect(await index.loansOf('p1')).toEqual([]);
      await index.close();
    },
  );

  it('tells of damage that shows in use, and begins anew the next time', async () => {
    const path = fresh();
    const first = SqliteIndex.open(path, never);
    const items = Array.from({ length: 2000 }, (_, i) => itemDocument({ barcode: `b${i}`, patron: 'p1' }));
    await first.apply(items, []);
    await first.close();
    const bytes = readFileSync(path);
    writeFileSync(path, bytes.fill(0x55, bytes.length / 2));
    const heard: unknown[] = [];
    const broken = SqliteIndex.open(path, (error) => heard.push(error));
    await expect(broken.apply(items, [])).rejects.toThrow();
    expect(heard).toHaveLength(1);
    await broken.close();
    const index = SqliteIndex.open(path, never);
    expect(index.id).not.toBe(first.id);
    await index.close();
  });

  it('applies all of a batch or nothing', async () => {
    const index = SqliteIndex.open(fresh(), never);
    const [patron] = patronDocuments('p1', [], { familyName: 'Jansen' });
    const unreadable = { ...patron, state: null } as never;
    await expect(index.apply([lent, unreadable], [])).rejects.toThrow();
    expect(await index.loansOf('p1')).toEqual([]);
    await index.close();
  });
});
