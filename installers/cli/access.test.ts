import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { appendAccess } from '@balie/desktop/adapters/access-folder.ts';
import { accessFolder } from '@balie/desktop/adapters/desk-home.ts';
import type { Access } from '@balie/shared/privacy/access.ts';
import { patronDoc } from '@balie/shared/protocol/document-ids.ts';
import { stateDocument } from '@balie/shared/protocol/state-document.ts';
import { factsOf, patronOpen, TestStream } from '@balie/shared/testing/make-entry.ts';
import { National } from '@balie/sync-server/national.ts';
import { createLibrary } from '@balie/sync-server/resolver/registry.ts';
import { writeAll } from '@balie/sync-server/resolver/write-documents.ts';
import { afterAll, describe, expect, it } from 'vitest';

const root = mkdtempSync(join(tmpdir(), 'balie-access-command-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const LIBRARY = 'NL-0800070000';

interface Ended {
  readonly code: number;
  readonly out: string;
  readonly errors: string;
}

/** `npx balie` on a home, until it ends. */
function balie(home: string, ...args: readonly string[]): Promise<Ended> {
  const script = fileURLToPath(new URL('./balie.ts', import.meta.url));
  const { COUCHDB_URL: _, ...env } = process.env;
  return new Promise((resolve) =>
    execFile(
      process.execPath,
      [script, ...args],
      { env: { ...env, BALIE_HOME: home } },
      (error, out, errors) => {
        resolve({ code: error ? Number(error.code) : 0, out, errors });
      },
    ),
  );
}

const access = (patron: string, at: string): Access => ({
  ...{ at, library: LIBRARY, desk: 'desk-1', branch: 'oost', by: 'demo', patron, how: 'card' },
});

describe('npx balie access', () => {
  it('A3 tells who saw this person’s record and when, and names what is damaged', async () => {
    const home = join(root, 'desk');
    const october = access('anna', '2026-10-31T10:00:00.000Z');
    const november = [
      access('anna', '2026-11-02T10:00:00.000Z'),
      { ...access('bob', '2026-11-03T10:00:00.000Z'), by: null },
    ];
    await appendAccess(accessFolder(home), [october, ...november]);
    const json = await balie(root, 'access', '--home', home, '--patron', 'anna', '--json');
    expect(JSON.parse(json.out)).toEqual({ lines: [october, november[0]], damaged: [] });
    const both = await balie(root, 'access', '--home', home, '--patron', 'anna', '--patron', 'bob', '--json');
    expect(JSON.parse(both.out)).toMatchObject({ lines: [{ patron: 'anna' }, {}, { patron: 'bob' }] });
    const words = await balie(root, 'access', '--home', home, '--month', '2026-11');
    expect(words).toMatchObject({ code: 0, errors: '' });
    expect(words.out).toBe(
      `2026-11-02T10:00:00.000Z  anna  by demo at desk desk-1 of ${LIBRARY}, oost: card\n` +
        `2026-11-03T10:00:00.000Z  bob  by somebody not signed in at desk desk-1 of ${LIBRARY}, oost: card\n`,
    );
    const damaged = join(accessFolder(home), '2026-12.log');
    writeFileSync(damaged, '{"at"\n');
    expect(await balie(root, 'access', '--home', home, '--patron', 'carl')).toEqual({
      ...{ code: 1, out: 'nobody\n' },
      errors: `${damaged}, line 1: damaged, left out\n`,
    });
  });

  it('A3 says what is wrong with what it was asked', async () => {
    const nothing = await balie(root, 'access', '--home', join(root, 'nothing'));
    expect(nothing).toMatchObject({ code: 1, out: '' });
    expect(nothing.errors).toMatch(/access is not there: nothing was logged/);
    expect(await balie(root, 'access', '--month', '2026-13')).toMatchObject({
      ...{ code: 2, errors: expect.stringContaining('like 2026-11') as string },
    });
  });
});

describe('npx balie person', () => {
  it('A3 is logged before anything is printed, or prints nothing', { timeout: 60_000 }, async () => {
    const home = join(root, 'server');
    mkdirSync(home);
    const national = await National.open({ home, program: 'test', log: () => undefined });
    const { couch } = national;
    const of = { isil: LIBRARY, name: 'Test', timeZone: 'Europe/Amsterdam' };
    const { database } = await createLibrary({ couch, newGeneration: () => 'one' }, of);
    const facts = factsOf([new TestStream('centre.x').write(patronOpen('anna'), { at: 1 })]);
    await writeAll(couch, database, [stateDocument(patronDoc('anna'), { facts })]);
    await national.close();

    const folder = accessFolder(home);
    await appendAccess(folder, [access('anna', '2001-01-01T00:00:00.000Z')]);
    const person = ['person', '--library', LIBRARY, '--card', '2anna', '--json'];
    const printed = await balie(home, ...person);
    expect(printed).toMatchObject({ code: 0 });
    expect(JSON.parse(printed.out)).toMatchObject({ patron: { id: 'anna' } });
    const { lines } = JSON.parse((await balie(home, 'access', '--json')).out) as { lines: readonly Access[] };
    const by = `account:${userInfo().username}`;
    expect(lines).toEqual([
      {
        ...{ at: expect.any(String) as string, library: LIBRARY, desk: null, branch: null },
        ...{ by, patron: 'anna', how: 'export' },
      },
    ]);
    expect(readdirSync(folder)).toHaveLength(1);

    rmSync(folder, { recursive: true });
    writeFileSync(folder, '');
    const refused = await balie(home, ...person);
    expect(refused).toMatchObject({ code: 1, out: '' });
    expect(refused.errors).toMatch(/cannot be logged, so it is not printed/);
  });
});
