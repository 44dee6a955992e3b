import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { usualTyping } from '../testing/typing.ts';
import type { DevicesState } from './devices-store.ts';
import { listenForTypedScans } from './scan-keys.ts';
import { createTypedScans } from './typed-scans.ts';

const book = '30234000517861';

/** As far as keys need it: `value` is the element's own, as in a browser. */
class TextField extends EventTarget {
  readonly type = 'text';
  readonly isConnected = true;
  text = '';
  get value(): string {
    return this.text;
  }
  set value(text: string) {
    this.text = text;
  }
}

/** A window with a scan field, and what was scanned with what stood in the fields just then. */
function keyboard() {
  const scanField = new TextField();
  const note = new TextField();
  const heard: string[] = [];
  let listener: (event: KeyboardEvent) => void = () => undefined;
  let takes = true;
  const window = {
    addEventListener: (_: string, heardKey: typeof listener) => (listener = heardKey),
    document: { querySelector: () => scanField },
  } as unknown as Window;
  const told = { devices: { typing: usualTyping }, heard: null } as DevicesState;
  const devices = { getState: () => told, subscribe: () => () => undefined };
  const read = ({ code }: { code: string }): unknown =>
    heard.push(`${code} ${note.value}|${scanField.value}`);
  const scans = { read, misread: read };
  listenForTypedScans({
    window,
    typed: createTypedScans({ devices: devices as never, scans: scans as never }),
    areTaken: () => takes,
  });
  let at = 0;
  /** Presses keys with this pause before each; characters go into `into` as a browser puts them. Gives whether the last was taken. */
  const press = (keys: readonly string[], gap: number, target: EventTarget, into = scanField): boolean => {
    let taken = false;
    for (const key of keys) {
      const event = {
        ...{ key, target, timeStamp: (at += gap), getModifierState: () => false },
        preventDefault: () => (taken = true),
        stopImmediatePropagation: () => undefined,
      };
      taken = false;
      listener(event as unknown as KeyboardEvent);
      if (!taken && key.length === 1) into.value += key;
    }
    return taken;
  };
  return { scanField, note, heard, press, leave: () => (takes = false) };
}

beforeEach(() => {
  vi.stubGlobal('HTMLInputElement', TextField);
  vi.stubGlobal('HTMLTextAreaElement', class {});
});
afterEach(() => vi.unstubAllGlobals());

describe('keys of a scanner', () => {
  it('are taken out of the field that had the focus, where a person goes on with what was there', () => {
    const { note, heard, press } = keyboard();
    press([...'betaalt'], 150, note, note);
    press([' '], 900, note, note);
    press([...book.slice(0, 1)], 900, note, note);
    expect(press([...book.slice(1), 'Enter'], 5, note, note)).toBe(true);
    expect(heard).toEqual([`${book} betaalt |`]);
  });

  it('are taken out whole when the machine stalls in the middle of them', () => {
    const { note, heard, press } = keyboard();
    press([...'ja'], 150, note, note);
    press([...book.slice(0, 1)], 900, note, note);
    press([...book.slice(1, 8)], 5, note, note);
    press([...book.slice(8, 9)], 900, note, note);
    press([...book.slice(9), 'Enter'], 5, note, note);
    expect(heard).toEqual([`${book} ja|`]);
  });

  it('are taken out of the field to which the screen brought the focus, misread too', () => {
    const { heard, press } = keyboard();
    press([...book.slice(0, 13), '0', 'Enter'], 5, new EventTarget());
    expect(heard).toEqual(['check-digit |']);
  });

  it('are those of a person where they come slowly, or where no scan is taken', () => {
    const { note, heard, press, leave } = keyboard();
    expect(press([...'kees', 'Enter'], 150, note, note)).toBe(false);
    leave();
    expect(press([...book, 'Enter'], 5, note, note)).toBe(false);
    expect([heard, note.value]).toEqual([[], `kees${book}`]);
  });
});
