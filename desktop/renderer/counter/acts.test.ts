import { describe, expect, it } from 'vitest';
import { createFakeCore } from '../testing/fake-core.ts';
import { openActs } from './acts.ts';

const until = async (holds: () => Promise<boolean>): Promise<void> => {
  for (let i = 0; i < 100; i++) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error('did not come');
};

describe('acts of today', () => {
  it('pulls every page, then hears what is new and what has settled', async () => {
    const core = createFakeCore({ language: 'nl', theme: 'light', acts: 1200 });
    let hear: Parameters<typeof core.bridge.on<'acts.changed'>>[1] = () => undefined;
    const acts = await openActs(
      {
        call: core.bridge.call,
        on(name, listener) {
          if (name === 'acts.changed') hear = listener as typeof hear;
          return () => undefined;
        },
      },
      'acts-test',
    );
    await until(async () => (await acts.count().exec()) === 1200);
    const last = (await acts.findOne('act-1200').exec())?.toJSON();
    if (!last) throw new Error('no last act');
    expect(last.settled).toBe(false);
    hear({
      acts: [
        { ...last, settled: true },
        { ...last, id: 'act-1201', seq: 1201 },
      ],
    });
    await until(async () => (await acts.count().exec()) === 1201);
    await until(async () => (await acts.findOne('act-1200').exec())?.settled === true);
    await acts.database.close();
  });
});
