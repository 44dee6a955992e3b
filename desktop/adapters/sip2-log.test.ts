import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { Sip2Log } from './sip2-log.ts';

const folder = mkdtempSync(join(tmpdir(), 'balie-sip2-log-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const unfailing = (error: unknown): never => {
  throw error;
};
const line = (text: string, at = 0) => ({ at, connection: 3, machine: 'sorter', way: 'in', text }) as const;

describe('Sip2Log', () => {
  it('keeps lines in their order, for its owner only', async () => {
    const path = join(folder, 'order.log');
    const log = new Sip2Log(path, unfailing);
    log.add(line('9900302.00'));
    log.add({ ...line('98Y'), machine: null, way: 'out' });
    await log.close();
    expect(readFileSync(path, 'utf8')).toBe(
      '1970-01-01T00:00:00.000Z #3 sorter > 9900302.00\n1970-01-01T00:00:00.000Z #3 ? < 98Y\n',
    );
    if (process.platform !== 'win32') expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it('never grows beyond its bound, and keeps the newest', async () => {
    const path = join(folder, 'bounded.log');
    const log = new Sip2Log(path, unfailing, 1000);
    for (let n = 0; n < 200; n++) {
      log.add(line(`line ${n}`));
      if (n % 7 === 0) await log.close();
    }
    await log.close();
    const files = readdirSync(folder).filter((name) => name.startsWith('bounded'));
    expect(files.sort()).toEqual(['bounded.log', 'bounded.log.1']);
    for (const file of files) expect(statSync(join(folder, file)).size).toBeLessThanOrEqual(1000);
    expect(readFileSync(path, 'utf8')).toMatch(/line 199\n$/);
  });

  it('that cannot be written is told once, and stops nobody', async () => {
    const failures: unknown[] = [];
    const log = new Sip2Log(join(folder, 'no', 'such', 'folder.log'), (error) => failures.push(error));
    for (const text of ['one', 'two']) {
      log.add(line(text));
      await log.close();
    }
    expect(failures).toHaveLength(1);
  });
});
