import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { usualCodes } from '@balie/hardware/codecs/barcode/code-settings.ts';
import { wedgeLimits } from '@balie/hardware/codecs/keyboard-wedge.ts';
import { nationalDefault } from '@balie/shared/policy/national-default.ts';
import { afterAll, describe, expect, test } from 'vitest';
import type { DevicePorts } from '../core/devices/device-ports.ts';
import { openDevices as open } from './open-devices.ts';
import { readProfile, withoutWindow } from './profile-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'balie-devices-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const openDevices = async (path: string): Promise<DevicePorts> => open(await readProfile(path));

let files = 0;
function profile(text: string): string {
  const path = join(folder, `devices-${(files += 1)}.json`);
  writeFileSync(path, text);
  return path;
}

describe('the devices of a desk', () => {
  test('are none where there is no profile, and nothing is wrong with that', async () => {
    const devices = await openDevices(join(folder, 'nowhere.json'));
    expect(devices).toMatchObject({ problems: [], scanners: [] });
    expect(devices.openPads(nationalDefault.tags)).toEqual([]);
  });

  test('are none where the profile is wrong, and each thing that is wrong is told with its place', async () => {
    const path = profile(
      '{\n  "scanners": [{ "name": "links", "link": { "kind": "usb" } }],\n  "pads": 3\n}',
    );
    const { problems, scanners } = await openDevices(path);
    expect(scanners).toEqual([]);
    expect(problems).toMatchObject([
      { code: 'not-one-of', line: 2, place: 'scanners[0].link.kind', params: { given: '"usb"' } },
      { code: 'not-list', line: 3, place: 'pads', params: { given: '3' } },
    ]);
    expect((await openDevices(profile('{ "pads": [ }'))).problems).toMatchObject([{ code: 'json-value' }]);
    expect((await openDevices(folder)).problems).toMatchObject([{ code: 'file-unreadable', line: null }]);
  });

  test('are opened where it is right, and looked for where they are not plugged in', async () => {
    const link = { kind: 'serial', path: join(folder, 'no-line') };
    const { problems, scanners, openPads } = await openDevices(
      profile(
        JSON.stringify({
          scanners: [
            { name: 'links', link },
            { name: 'toetsen', link: { kind: 'keyboard' } },
          ],
          pads: [{ name: 'plaat', protocol: '3m', link: { ...link, path: join(folder, 'no-pad') } }],
          printers: [{ name: 'bon', link: { kind: 'tcp', host: 'bon.example' } }],
        }),
      ),
    );
    expect(problems).toEqual([]);
    expect(scanners.map(({ source, state }) => [source, state.kind])).toEqual([['links', 'starting']]);
    const pads = openPads(nationalDefault.tags);
    expect(pads.map(({ name, pad }) => [name, pad.isReady])).toEqual([['plaat', false]]);
    await Promise.all(pads.map(({ pad }) => pad.close()));
  });

  test('are none at a desk without a window but for its printer, and whoever starts it is told', async () => {
    const read = await readProfile(
      profile(
        JSON.stringify({
          scanners: [{ name: 'links', link: { kind: 'serial', path: join(folder, 'no-line') } }],
          pads: [{ name: 'plaat', protocol: '3m', link: { kind: 'serial', path: join(folder, 'no-pad') } }],
          printers: [{ name: 'bon', link: { kind: 'tcp', host: 'bon.example' } }],
        }),
      ),
    );
    const said: string[] = [];
    const headless = withoutWindow(read, 'devices.json', (line) => said.push(line));
    expect(headless.profile.printers).toHaveLength(1);
    const devices = await open(headless);
    expect([devices.scanners, devices.openPads(nationalDefault.tags), devices.problems]).toEqual([
      [],
      [],
      [],
    ]);
    expect(said).toEqual([expect.stringContaining('"links"'), expect.stringContaining('"plaat"')]);
    const wrong = await readProfile(profile('{ "pads": [ }'));
    withoutWindow(wrong, 'devices.json', (line) => said.push(line));
    expect(said.at(-1)).toContain('devices.json, line 1: this is not JSON');
  });

  test('hear what is typed by the settings of the profile, or as every desk does', async () => {
    const codes = [{ pattern: 'B\\d{5}', check: 'none', dropCheck: false }];
    const keyboard = { name: 'toetsen', link: { kind: 'keyboard', quick: 30 }, prefix: '*' };
    const { typing } = await openDevices(profile(JSON.stringify({ scanners: [keyboard], codes })));
    expect(typing).toEqual({
      name: 'toetsen',
      limits: { quick: 30, divide: 500, shortestCode: 4 },
      reading: { prefix: '*', suffix: '', sameScanMs: 300, codes, otherCodes: 'accepted' },
    });
    const { typing: usual } = await openDevices(join(folder, 'nowhere.json'));
    expect(usual).toMatchObject({ name: '', limits: wedgeLimits, reading: { codes: usualCodes } });
  });
});
