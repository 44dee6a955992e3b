import {
  appendFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Access } from '@balie/shared/privacy/access.ts';
import { afterAll, describe, expect, it } from 'vitest';
import { AccessFolder, appendAccess, keepAccessFrom, readAccess } from './access-folder.ts';

const root = mkdtempSync(join(tmpdir(), 'balie-access-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const unfailing = (error: unknown): never => {
  throw error;
};

const access = (patron: string, at = '2026-11-23T12:00:00.000Z'): Access => ({
  ...{ at, library: 'NL-0800070000', desk: 'noord', branch: 'centrum', by: 'demo' },
  ...{ patron, how: 'card' },
});

describe('who opened whose record, on the disk', () => {
  it('A3 is all there after an orderly stop, in order, a file for each month, for its owner only', async () => {
    const folder = join(root, 'home', 'access');
    const log = new AccessFolder(folder, unfailing);
    const lines = Array.from({ length: 200 }, (_, n) => access(`p${n}`));
    for (const line of lines) log.add(line);
    const next = access('p200', '2026-12-01T00:00:00.000Z');
    log.add(next);
    await log.close();
    expect(readdirSync(folder).sort()).toEqual(['2026-11.log', '2026-12.log']);
    expect(await readAccess(folder)).toEqual({ lines: [...lines, next], damaged: [] });
    expect((await readAccess(folder, '2026-12')).lines).toEqual([next]);
    if (process.platform === 'win32') return;
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(statSync(join(folder, '2026-11.log')).mode & 0o777).toBe(0o600);
  });

  it('A3 is told when it cannot be written, and is written when it can', async () => {
    const folder = join(root, 'taken');
    writeFileSync(folder, '');
    const failures: unknown[] = [];
    const log = new AccessFolder(folder, (error) => failures.push(error));
    log.add(access('p1'));
    await log.close();
    expect(failures).not.toHaveLength(0);
    rmSync(folder);
    log.add(access('p2'));
    await log.close();
    expect((await readAccess(folder)).lines.map(({ patron }) => patron)).toEqual(['p1', 'p2']);
  });

  it('A3 loses no more than the line in which a program was killed, and says where', async () => {
    const folder = join(root, 'killed');
    await appendAccess(folder, [access('p1')]);
    appendFileSync(join(folder, '2026-11.log'), '{"at":"2026-11');
    await appendAccess(folder, [access('p2')]);
    const { lines, damaged } = await readAccess(folder);
    expect(lines.map(({ patron }) => patron)).toEqual(['p1', 'p2']);
    expect(damaged).toEqual([`${join(folder, '2026-11.log')}, line 2`]);
    expect(readFileSync(join(folder, '2026-11.log'), 'utf8')).toMatch(/\n$/);
  });

  it('A3 goes by whole months, and nothing else in the folder does', async () => {
    const folder = join(root, 'old');
    for (const month of ['2024-10', '2024-11', '2026-11'])
      await appendAccess(folder, [access('p', `${month}-01T00:00:00.000Z`)]);
    writeFileSync(join(folder, '2019-note.txt'), '');
    await keepAccessFrom(folder, '2024-11');
    expect(readdirSync(folder).sort()).toEqual(['2019-note.txt', '2024-11.log', '2026-11.log']);
    await keepAccessFrom(join(root, 'nothing'), '2024-11');
  });
});
