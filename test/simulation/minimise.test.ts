import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { SMALL } from './options.ts';
import { planOf } from './plan.ts';

const cli = fileURLToPath(new URL('../../installers/cli/balie.ts', import.meta.url));
const loader = new URL('mutating-loader.ts', import.meta.url).href;

/** The command line over a program with a mistake in it; resolves with what it says when it fails. */
async function simulate(...args: readonly string[]): Promise<string> {
  const env = { ...process.env, BALIE_MUTATION: 'checkin-needs-loan' };
  const run = promisify(execFile)(process.execPath, ['--import', loader, cli, 'simulate', ...args], { env });
  const failed = await run.then(
    () => null,
    (error: unknown) => error as { readonly code: number; readonly stderr: string },
  );
  expect(failed?.code).toBe(1);
  return failed!.stderr;
}

test('a failing run is made short, and what is left runs again and fails', { timeout: 300_000 }, async () => {
  const said = await simulate('--small', '--acts', '150', '--seed', '1002', '--minimise');
  const [, again = ''] = /again: npx balie simulate (.*)/.exec(said) ?? [];
  const visits = /--only-visits (\S+)/.exec(again)?.[1]?.split(',') ?? [];
  expect(visits.length).toBeGreaterThan(0);
  expect(visits.length).toBeLessThan(8);
  const history = said.slice(said.indexOf('the shortest of')).split('\n  ');
  expect(history.some((line) => line.includes('checkin at'))).toBe(true);
  expect(await simulate(...again.split(' '))).toContain('the centre says');
});

test('what is left out of a plan moves nothing else', () => {
  const whole = planOf({ ...SMALL, seed: 4 });
  const visits = whole.visits.filter(({ number }) => number % 3 === 0);
  const faults = whole.faults.slice(2);
  const centre = whole.centre.slice(3);
  const only = {
    visits: visits.map(({ number }) => number),
    faults: faults.map(({ number }) => number),
    centre: centre.map(({ number }) => number),
    days: SMALL.days,
  };
  expect(planOf({ ...SMALL, seed: 4, only })).toEqual({
    ...{ visits, horizon: whole.horizon, later: [], faults, centre, days: SMALL.days },
  });
  expect(planOf({ ...SMALL, seed: 4, only: { ...only, days: 1 } }).visits.length).toBeLessThan(visits.length);
});
