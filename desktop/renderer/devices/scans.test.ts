import { describe, expect, it, vi } from 'vitest';
import type { Events } from '../../contract/contract.ts';
import type { DevicesView, TypingView } from '../../contract/devices.ts';
import { createShellStore } from '../app/shell-state.ts';
import { createFakeCore } from '../testing/fake-core.ts';
import { usualTyping } from '../testing/typing.ts';
import { createDevicesStore } from './devices-store.ts';
import { followScans } from './scans.ts';
import { createTypedScans } from './typed-scans.ts';

const book = '30234000517861';
const misreadBook = '30234000517860';

/** A desk whose core has not told its devices yet. */
function screens() {
  const core = createFakeCore({ language: 'nl', theme: 'light', acts: 0 });
  const bridge = { ...core.bridge, call: () => new Promise<never>(() => undefined) };
  const devices = createDevicesStore(bridge);
  const shell = createShellStore();
  const counter = { scan: vi.fn<(code: string) => void>(), misread: vi.fn() };
  const tagging = { scan: vi.fn<(code: string) => void>() };
  const play = vi.fn();
  const scans = followScans({ bridge, devices, shell, counter, tagging, play });
  const typed = createTypedScans({ devices, scans });
  const tell = (typing: TypingView, more: Partial<DevicesView> = {}): void =>
    core.emit('devices.changed', {
      ...{ problems: [], devices: [], unsecured: 0, inventory: null, typing },
      ...more,
    });
  let at = 0;
  /** Keys at the speed of a scanner, and how long the last of them came after the first. */
  const type = (text: string, gap = 5): void => {
    at += 1000;
    for (const key of [...text, 'Enter']) {
      const heard = typed.hear({ key, at: (at += gap) });
      if (heard.kind === 'scanned') typed.scanned(heard.code, at);
    }
  };
  return { core, devices, shell, counter, tagging, play, tell, type };
}

describe('what a scanner types', () => {
  it('is read by the settings of the desk: prefix, suffix, check digit, and which codes there are', () => {
    const { counter, tell, type } = screens();
    tell({
      ...usualTyping,
      reading: { ...usualTyping.reading, prefix: '*', suffix: '#', otherCodes: 'refused' },
    });
    for (const text of [`*${book}#`, `]C0*${book}#`, book, `*${misreadBook}#`, '*ZOMAAR-123#']) type(text);
    expect(counter.scan.mock.calls.map(([code]) => code)).toEqual([book, book]);
    expect(counter.misread.mock.calls.map(([{ code }]) => code)).toEqual([
      'prefix-missing',
      'check-digit',
      'no-pattern',
    ]);
  });

  it('is read as that of a scanner of the desk’s own, which the core has read', () => {
    const { core, counter, devices, tell, type } = screens();
    tell({ ...usualTyping, name: 'toetsen' });
    const scan: Events['scan.read'] = { code: book, symbology: 'code128', source: 'links' };
    core.emit('scan.read', scan);
    type(`]C0${book}`);
    expect(counter.scan.mock.calls).toEqual([
      [book, 'scanned'],
      [book, 'scanned'],
    ]);
    expect(devices.getState().heard).toEqual({ ...scan, source: 'toetsen' });
  });

  it('waits, in its order, for the settings', () => {
    const { counter, tell, type } = screens();
    type(`*${book}`);
    type('*B123');
    expect(counter.scan).not.toHaveBeenCalled();
    const reading = { ...usualTyping.reading, prefix: '*' };
    tell({ ...usualTyping, reading });
    tell({ ...usualTyping, reading });
    expect(counter.scan.mock.calls.map(([code]) => code)).toEqual([book, 'B123']);
  });

  it('is heard by the limits of the desk', () => {
    const { counter, tell, type } = screens();
    tell({ ...usualTyping, limits: { quick: 20, divide: 500, shortestCode: 8 } });
    type(book, 20);
    type(book, 21);
    type('1234567', 20);
    expect(counter.scan).toHaveBeenCalledOnce();
  });

  it('is one scan while its code is held before it', () => {
    const { counter, tell, type } = screens();
    tell({ ...usualTyping, reading: { ...usualTyping.reading, sameScanMs: 5000 } });
    type(book);
    type(book);
    type('30234000517879');
    expect(counter.scan).toHaveBeenCalledTimes(2);
  });
});

describe('scans', () => {
  it('go to the tags where these are written, and cards on the pad do not', () => {
    const { core, counter, shell, tagging, tell } = screens();
    const pad = { name: 'plaat', kind: 'pad', state: { code: 'ready', params: {} } } as const;
    tell(usualTyping, { devices: [pad] });
    shell.setState({ screen: 'settings', page: 'tagging', dialog: 'keys' });
    core.emit('scan.read', { code: book, symbology: null, source: 'links' });
    core.emit('scan.read', { code: '21234567890124', symbology: null, source: 'plaat' });
    expect(tagging.scan.mock.calls).toEqual([[book]]);
    expect(counter.scan).not.toHaveBeenCalled();
    expect(shell.getState().dialog).toBeNull();
  });

  it('that are misread are kept to be shown, and say so at the counter or sound elsewhere', () => {
    const { core, counter, devices, play, shell } = screens();
    const misread: Events['scan.misread'] = { source: 'links', code: 'cut-off', params: {} };
    core.emit('scan.misread', misread);
    expect(counter.misread.mock.calls).toEqual([[misread]]);
    shell.setState({ screen: 'settings' });
    core.emit('scan.misread', misread);
    expect(play.mock.calls).toEqual([['stop']]);
    expect(devices.getState().heard).toEqual(misread);
  });
});
