import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { deskHome, parseDeskFile, readDeskFile, writeDeskFile } from './desk-home.ts';

const folder = mkdtempSync(join(tmpdir(), 'balie-home-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const identity = {
  desk: 'desk-1',
  name: 'Balie 1',
  library: 'NL-0800070000',
  branch: 'oost',
  timeZone: 'Europe/Amsterdam',
};
const right = { server: 'https://balie.example', token: 'abc', identity };
const wrong = (change: object): string => {
  try {
    parseDeskFile(JSON.stringify({ ...right, ...change }), 'desk.json');
    return 'nothing';
  } catch (error) {
    return (error as Error).message;
  }
};

describe('desk.json', () => {
  it('is read as it was written, for its owner only', async () => {
    const home = deskHome(folder);
    await expect(readDeskFile(home)).rejects.toMatchObject({ code: 'not-enrolled' });
    await writeDeskFile(home, { ...right, language: 'nl' });
    expect(await readDeskFile(home)).toEqual({ ...right, language: 'nl' });
    if (process.platform !== 'win32') expect(statSync(home.settings).mode & 0o777).toBe(0o600);
  });

  it('loses the slash at the end of the server', () => {
    expect(
      parseDeskFile(JSON.stringify({ ...right, server: 'http://localhost:8080/' }), 'desk.json').server,
    ).toBe('http://localhost:8080');
  });

  it('says which key is wrong, what stands there and what would be right', () => {
    expect(wrong({ server: 'balie.example' })).toBe(
      'desk.json: "server" is "balie.example"; it should be: an address that begins with https:// or http://.',
    );
    expect(wrong({ identity: { ...identity, timeZone: 'Amsterdam' } })).toContain(
      '"identity.timeZone" is "Amsterdam"; it should be: a time zone, like Europe/Amsterdam',
    );
    expect(wrong({ identity: { ...identity, library: 'Zwolle' } })).toContain(
      '"identity.library" is "Zwolle"; it should be: an ISIL',
    );
    expect(wrong({ identity: { ...identity, branch: undefined } })).toContain(
      '"identity.branch" is missing; it should be: a string',
    );
    expect(wrong({ theme: 'pink' })).toContain('"theme" is "pink"; it should be: light or dark or system');
    expect(wrong({ colour: 1 })).toContain('There is no setting "colour"');
    expect(() => parseDeskFile('{', 'desk.json')).toThrow('desk.json is no JSON');
  });

  it('names what is wrong with a machine, and never shows its password', () => {
    const machine = { name: 'selfcheck', user: 'self', password: 'pass' };
    const sip2 = (change: object, others: object[] = []): object => ({
      sip2: { machines: [{ ...machine, ...change }, ...others] },
    });
    expect(wrong(sip2({}))).toBe('nothing');
    expect(wrong(sip2({ password: 'a|b' }))).toBe(
      'desk.json: "sip2.machines.0.password" is not right; it should be: text without bars.',
    );
    expect(wrong(sip2({ characterSet: 'ascii' }))).toContain('cp850 or latin-1 or utf-8');
    expect(wrong(sip2({ may: ['fly'] }))).toContain('"sip2.machines.0.may.0" is "fly"');
    expect(wrong(sip2({ accepts: { location: '(' } }))).toContain('it should be: a regular expression');
    expect(wrong(sip2({}, [{ ...machine, name: 'other' }]))).toContain('each has a user of its own');
    expect(wrong(sip2({}, [{ ...machine, user: 'other' }]))).not.toContain('pass');
    expect(wrong({ sip2: { machines: [machine], port: 0 } })).toContain('"sip2.port" is 0');
  });

  it('never shows the token', () => {
    expect(wrong({ token: 'se cret' })).toBe(
      'desk.json: "token" is not right; it should be: the token that enrolment gave, without spaces.',
    );
  });
});
