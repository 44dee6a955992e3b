import { describe, expect, it } from 'vitest';
import { type CoreChild, CoreKeeper } from './core-keeper.ts';
import type { FromCoreProcess, FromStarter } from './core-messages.ts';

class FakeChild implements CoreChild<string> {
  readonly posted: { message: FromStarter; ports: string[] }[] = [];
  killed = false;
  say: (message: FromCoreProcess) => void = () => undefined;
  exit: (code: number) => void = () => undefined;
  post(message: FromStarter, ports: string[] = []): void {
    this.posted.push({ message, ports });
  }
  onMessage(listener: (message: FromCoreProcess) => void): void {
    this.say = listener;
  }
  onExit(listener: (code: number) => void): void {
    this.exit = listener;
  }
  kill(): void {
    this.killed = true;
  }
}

function world() {
  const children: FakeChild[] = [];
  const alarms: { ms: number; ring: () => void }[] = [];
  const told: unknown[] = [];
  const time = { now: 0 };
  const keeper = new CoreKeeper<string>({
    launch: () => (children.push(new FakeChild()), children.at(-1)!),
    start: { type: 'start', home: '/home', program: 'balie/1' },
    after: (ms, ring) => void alarms.push({ ms, ring }),
    now: () => time.now,
    started: () => told.push('started'),
    failing: (code, waitMs) => told.push([code, waitMs]),
    lasting: (code, message) => told.push([code, message]),
  });
  const endLast = (code = 1) => children.at(-1)!.exit(code);
  const nextAlarm = () => alarms.shift()!;
  return { keeper, children, told, time, alarms, endLast, nextAlarm };
}

describe('CoreKeeper', () => {
  it('starts a core, gives it ports, and starts another within a second when it ends', () => {
    const { keeper, children, told, endLast, nextAlarm } = world();
    keeper.start();
    expect(keeper.connect('port 1')).toBe(true);
    expect(children[0]?.posted).toEqual([
      { message: { type: 'start', home: '/home', program: 'balie/1' }, ports: [] },
      { message: { type: 'window' }, ports: ['port 1'] },
    ]);
    endLast();
    expect(keeper.connect('port 2')).toBe(false);
    const alarm = nextAlarm();
    expect(alarm.ms).toBeLessThan(1000);
    alarm.ring();
    expect(children).toHaveLength(2);
    expect(told).toEqual(['started', 'started']);
  });

  it('waits longer and tells when a core keeps ending, and forgives after a minute', () => {
    const { keeper, children, told, time, endLast, nextAlarm } = world();
    keeper.start();
    const waits: number[] = [];
    for (let i = 0; i < 6; i++) {
      children.at(-1)!.say({ type: 'failed', code: 'disk-full', message: 'no room' });
      endLast();
      const { ms, ring } = nextAlarm();
      waits.push(ms);
      ring();
    }
    expect(waits).toEqual([50, 50, 50, 5000, 10_000, 20_000]);
    expect(told.filter((one) => one !== 'started')).toEqual([
      ['disk-full', 5000],
      ['disk-full', 10_000],
      ['disk-full', 20_000],
    ]);
    time.now = 61_000;
    endLast();
    expect(nextAlarm().ms).toBe(50);
  });

  it('does not try again what only a person can mend', () => {
    const { keeper, children, told, alarms, endLast } = world();
    keeper.start();
    children[0]!.say({ type: 'failed', code: 'not-enrolled', message: 'desk.json is not there' });
    endLast();
    expect(told).toEqual(['started', ['not-enrolled', 'desk.json is not there']]);
    expect(alarms).toEqual([]);
  });

  it('asks a core to end, waits for it, and kills one that does not', async () => {
    const { keeper, children, alarms, endLast } = world();
    keeper.start();
    const closed = keeper.close();
    expect(children[0]?.posted.at(-1)?.message).toEqual({ type: 'close' });
    alarms[0]!.ring();
    expect(children[0]?.killed).toBe(true);
    endLast(0);
    await closed;
    expect(children).toHaveLength(1);
  });

  it('closes between two cores, and starts no other', async () => {
    const { keeper, children, endLast, nextAlarm } = world();
    keeper.start();
    endLast();
    await keeper.close();
    nextAlarm().ring();
    expect(children).toHaveLength(1);
  });
});
