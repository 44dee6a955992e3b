import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NanoCouch } from '../nano-couch.ts';
import { startEmbedded } from './embedded.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'balie-embedded-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const note = { _id: 'entry', _rev: `1-${'5'.repeat(32)}`, text: 'kept' };

describe('the embedded database', () => {
  it('has what it acknowledged after its process was killed, listens on this machine only, and ends long polls in time', async () => {
    const first = await startEmbedded({ folder });
    expect(first.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    const couch = new NanoCouch(first.url);
    await couch.createDatabase('journal');
    await couch.bulk('journal', [note], { newEdits: false });
    process.kill(first.pid, 'SIGKILL');
    expect(await first.ended).toBe('ended with SIGKILL');

    const second = await startEmbedded({ folder });
    const again = new NanoCouch(second.url);
    expect(await again.listDatabases('')).toEqual(['journal']);
    expect(await again.range('journal', { startkey: '', endkey: '\ufff0' })).toEqual([note]);

    const poll = await fetch(`${second.url}/journal/_changes?feed=longpoll&timeout=50&since=1`, {
      signal: AbortSignal.timeout(2000),
    });
    expect(await poll.json()).toEqual({ results: [], last_seq: 1 });

    await expect(startEmbedded({ folder })).rejects.toThrow(/did not start in .*[Ll]ock/);
    await second.stop();
  });

  it('ends with the process that started it', async () => {
    const script = `
      import { startEmbedded } from ${JSON.stringify(new URL('./embedded.ts', import.meta.url).href)};
      console.log((await startEmbedded({ folder: ${JSON.stringify(join(folder, 'child'))} })).url);`;
    const parent = spawn(process.execPath, ['--input-type=module-typescript', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [line] = (await once(parent.stdout.setEncoding('utf8'), 'data')) as [string];
    const couch = new NanoCouch(line.trim());
    expect(await couch.listDatabases('')).toEqual([]);
    await couch.createDatabase('waiting');
    const cut = couch.changes('waiting', { since: '0', limit: 1, waitMs: 20_000 });
    parent.kill('SIGKILL');
    await expect(cut).rejects.toMatchObject({ name: 'CouchError', status: null });
    await expect(couch.listDatabases('')).rejects.toThrow('cannot be reached');
  });
});
