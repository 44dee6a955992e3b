import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { bootName, MachineClock, thisMachine } from './desk-clock.ts';

const folder = mkdtempSync(join(tmpdir(), 'balie-clock-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function machine(times: { wall: number; fine: number; coarse: number }) {
  return { wall: () => times.wall, fine: () => times.fine, coarse: () => times.coarse };
}

describe('MachineClock', () => {
  it('reads this machine: ms since boot, never backwards', () => {
    const clock = new MachineClock('boot');
    const [a, b] = [clock.reading(), clock.reading()];
    expect(Math.abs(a.mono - thisMachine.coarse())).toBeLessThan(300);
    expect(b.mono).toBeGreaterThanOrEqual(a.mono);
    expect(Number.isInteger(a.mono) && Number.isInteger(a.wall)).toBe(true);
  });

  it('counts sleep, so that wall and monotonic time go on together', () => {
    const times = { wall: 1_000_000, fine: 5000, coarse: 5010 };
    const clock = new MachineClock('boot', machine(times));
    const before = clock.reading();
    Object.assign(times, { wall: 1_000_000 + 3_600_100, fine: 5100, coarse: 5010 + 3_600_100 });
    const after = clock.reading();
    const strayed = after.wall - before.wall - (after.mono - before.mono);
    expect(Math.abs(strayed)).toBeLessThan(200);
    Object.assign(times, { fine: 5200, coarse: 5000 });
    expect(clock.reading().mono).toBeGreaterThanOrEqual(after.mono);
  });

  it('asks for sleep only now and then, unless the wall clock says that there was some', () => {
    const times = { wall: 1_000_000, fine: 5000, coarse: 5000 };
    let asked = 0;
    const clock = new MachineClock('boot', {
      ...machine(times),
      coarse: () => {
        asked += 1;
        return times.coarse;
      },
    });
    for (let step = 0; step < 50; step += 1) {
      Object.assign(times, { wall: times.wall + 1, fine: times.fine + 1, coarse: times.coarse + 1 });
      clock.reading();
    }
    expect(asked).toBe(1);
    Object.assign(times, { wall: times.wall + 60_000, coarse: times.coarse + 60_000 });
    expect(clock.reading().mono).toBe(times.coarse);
    expect(asked).toBe(2);
  });

  it('calls back, or not when it is cancelled', async () => {
    const clock = new MachineClock('boot');
    const heard: string[] = [];
    clock.after(5, () => heard.push('cancelled'))();
    await new Promise<void>((resolve) => clock.after(10, resolve));
    expect(heard).toEqual([]);
  });
});

describe('bootName', () => {
  const none = join(folder, 'not-linux');

  it('is what Linux says', async () => {
    if (process.platform !== 'linux') return;
    expect(await bootName(join(folder, 'unused.json'))).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('stays within a boot and changes with the next, where it must be computed', async () => {
    const path = join(folder, 'boot.json');
    const named = (wall: number, coarse: number) => bootName(path, machine({ wall, fine: 0, coarse }), none);
    const first = await named(1_000_000, 10_000);
    expect(await named(1_900_000, 910_300)).toBe(first);
    const second = await named(2_000_000, 8000);
    expect(second).not.toBe(first);
    expect(await named(2_010_000, 18_000)).toBe(second);
  });

  it('is another one after a restart within seconds', async () => {
    const path = join(folder, 'quick.json');
    const named = (wall: number, coarse: number) => bootName(path, machine({ wall, fine: 0, coarse }), none);
    const first = await named(1_000_000, 9000);
    expect(await named(1_012_000, 8000)).not.toBe(first);
  });
});
