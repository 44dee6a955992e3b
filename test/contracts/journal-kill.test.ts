import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import { NodeDisk } from '@balie/desktop/adapters/node-disk.ts';
import { hashEntry } from '@balie/shared/journal/canonical.ts';
import { JournalWriter } from '@balie/shared/journal/journal-files.ts';

const seed = 20_261_122;
const rounds = 6;
const folder = mkdtempSync(join(tmpdir(), 'balie-kill-'));
const children: ChildProcess[] = [];
afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

it(`keeps every acknowledged entry of a core that is killed at any moment (seed ${seed})`, async () => {
  const next = random(seed);
  const acknowledged: string[] = [];
  for (let round = 0; round < rounds; round++)
    acknowledged.push(...(await runAndKill(5 + Math.floor(next() * 150))));
  const disk = await NodeDisk.open(folder);
  const place = { library: 'NL-1', branch: 'oost', staff: null, session: null, rules: 1, policy: '' };
  const ports = {
    disk,
    reading: () => ({ wall: 1, mono: 1, boot: 'b' }),
    random: () => 'last0000000',
    sign: () => 's',
    desk: 'desk-1',
    program: 't',
    home: place,
  };
  const { recovered, writer } = await JournalWriter.open(ports);
  await writer.close();

  const kept = new Set<string>();
  for (const records of recovered.streams.values()) {
    let prev: string | null = null;
    records.forEach(({ entry }, i) => {
      expect([entry.seq, entry.prev]).toEqual([i + 1, prev]);
      prev = hashEntry(entry);
      kept.add(entry._id);
    });
  }
  expect(recovered.streams.size).toBe(rounds);
  expect(acknowledged.length).toBeGreaterThan(rounds * 10);
  expect(acknowledged.filter((id) => !kept.has(id))).toEqual([]);
});

/** Kills `ms` after the first acknowledgement. Gives the ids that were acknowledged whole. */
function runAndKill(ms: number): Promise<string[]> {
  const child = spawn(
    process.execPath,
    [fileURLToPath(new URL('./journal-appender.ts', import.meta.url)), folder],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  children.push(child);
  let printed = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (printed += text));
  child.stdout.once('data', () => setTimeout(() => child.kill('SIGKILL'), ms));
  return new Promise((resolve) => child.once('close', () => resolve(printed.split('\n').slice(0, -1))));
}

/** Mulberry32. */
function random(state: number): () => number {
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}
