import { isNumber } from '../../../hardware/codecs/keyboard-wedge.ts';
import type { Mode } from '../../contract/views.ts';
import type { PreferencesStore } from '../app/preferences.ts';
import type { ShellStore } from '../app/shell-state.ts';
import type { DevicesStore } from '../devices/devices-store.ts';
import { isTextField } from '../devices/scan-keys.ts';
import type { CounterDesk } from './counter-desk.ts';
import { openPin } from './open-pin.ts';
import { idleSeconds } from './session.ts';

interface Parts {
  readonly window: Window;
  readonly counter: CounterDesk;
  readonly devices: DevicesStore;
  readonly shell: ShellStore;
  readonly preferences: PreferencesStore;
  readonly field: () => HTMLInputElement | null;
  /** Shows the paper of the act that is asked about, or of the last. */
  readonly papers: () => void;
}

const modeKeys: Readonly<Record<string, Mode>> = { F5: 'lend', F6: 'take', F7: 'renew' };

/** Hears every key of the window before the screen does, but for those of scans: the counter's own keys, and idleness. */
export function listenForKeys(parts: Parts): () => void {
  const { window, counter, devices, shell, preferences, field, papers } = parts;
  const { document } = window;

  function key(event: KeyboardEvent): void {
    stayAwake();
    if (event.isComposing) return;
    const command = event.ctrlKey || event.altKey || event.metaKey;
    if (command && !event.getModifierState('AltGraph')) {
      if (event.ctrlKey && event.code === 'KeyL') ctrlL(event);
      else if (event.altKey && event.code === 'KeyP') once(event, papers);
      else if (event.altKey && event.code === 'KeyI') once(event, () => openPin({ counter, shell }));
      else if (event.altKey && event.key === 'Backspace') once(event, counter.undo);
      return;
    }
    if (event.repeat && event.key.length === 1) return;
    if (functionKey(event)) taken(event);
    else if (
      event.key.length === 1 &&
      event.key !== ' ' &&
      shell.getState().dialog === null &&
      !isTextField(event.target)
    )
      field()?.focus();
  }

  function functionKey(event: KeyboardEvent): boolean {
    if (event.key === 'F1') {
      shell.setState({ dialog: shell.getState().dialog === 'keys' ? null : 'keys' });
      return true;
    }
    if (shell.getState().dialog !== null) {
      if (event.key === 'F4') shell.setState({ dialog: null });
      return /^F\d+$/.test(event.key);
    }
    const { shown } = counter.store.getState();
    const mode = modeKeys[event.key];
    if (mode) {
      const asks = shown?.open && shown.answer.kind === 'choose' ? shown.answer.options : null;
      if (!asks) counter.setMode(mode);
      else if (asks.includes(mode)) counter.choose(mode);
      return true;
    }
    switch (event.key) {
      case 'F4':
        if (!shown) foldDay();
        counter.cancel();
        // An act that was opened from the list is left for the next of the list.
        if (!(shown?.open && isAct(event.target))) field()?.focus();
        return true;
      case 'F8':
        // Without a question it is the key of an incomplete pile.
        if (!shown?.open) return false;
        goAhead(counter);
        return true;
      case 'Escape':
        if (!shell.getState().wholeDay || counter.store.getState().text) return false;
        foldDay();
        field()?.focus();
        return true;
      case 'F12':
        counter.closePatron();
        field()?.focus();
        return true;
      case 'ArrowDown':
      case 'ArrowUp':
        if (shown?.open !== true || shown.answer.kind !== 'blocked' || counter.store.getState().text)
          return false;
        counter.moveReason(event.key === 'ArrowDown' ? 1 : -1);
        return true;
      default:
        return false;
    }
  }

  /** A key that is held does its act once. */
  function once(event: KeyboardEvent, act: () => void): void {
    taken(event);
    if (!event.repeat && shell.getState().dialog === null) act();
  }

  function ctrlL(event: KeyboardEvent): void {
    taken(event);
    if (event.shiftKey)
      preferences.setState({ language: preferences.getState().language === 'nl' ? 'en' : 'nl' });
    else {
      const wholeDay = !shell.getState().wholeDay;
      shell.setState({ wholeDay });
      if (!wholeDay) field()?.focus();
    }
  }

  function foldDay(): void {
    shell.setState({ wholeDay: false });
  }

  let idle = 0;
  function stayAwake(): void {
    window.clearTimeout(idle);
    idle = window.setTimeout(() => counter.closePatron(), idleSeconds * 1000);
  }

  /** A click beside everything leaves the cursor in the scan field. */
  function clicked(event: MouseEvent): void {
    stayAwake();
    const target = event.target as Element | null;
    if (shell.getState().dialog === null && !target?.closest('button, a, input, textarea, [role=option]'))
      field()?.focus();
  }

  /** A scan is the next thing at the counter, whatever was being typed. */
  const stopScans = devices.subscribe(({ heard }, before) => {
    if (heard === null || heard === before.heard) return;
    stayAwake();
    if ('symbology' in heard) field()?.focus();
  });

  /** On a narrow window the list lies over the answer. What came of one of its own acts leaves it open for the next. */
  const stopAnswers = counter.store.subscribe(({ shown }, before) => {
    if (!shown || shown === before.shown) return;
    if (shown.answer.kind !== 'act' && shown.answer.kind !== 'undone') foldDay();
  });

  window.addEventListener('keydown', key, { capture: true });
  window.addEventListener('click', clicked);
  window.addEventListener('pointermove', stayAwake, { passive: true });
  stayAwake();
  if (document.activeElement === document.body) field()?.focus();
  return () => {
    window.clearTimeout(idle);
    stopScans();
    stopAnswers();
    window.removeEventListener('keydown', key, { capture: true });
    window.removeEventListener('click', clicked);
    window.removeEventListener('pointermove', stayAwake);
  };
}

function isAct(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && 'act' in target.dataset;
}

/** F8 does what the open question offers. */
function goAhead(counter: CounterDesk): void {
  const { shown } = counter.store.getState();
  if (!shown?.open) return;
  if (shown.answer.kind === 'blocked') counter.override();
  else if (shown.answer.kind === 'act' && shown.answer.refusal === null) counter.undo();
  else if (shown.answer.kind === 'unlisted' && shown.answer.confirm === 'key') counter.confirmUnlisted();
  else if (shown.unanswered) counter.retry();
}

/** Whether Enter looks the text up as it stands: digits at any speed, and codes of letters and digits (rule U3). */
export function looksUp(text: string): 'number' | 'code' | null {
  if (isNumber(text)) return 'number';
  return /^(?=.*\d)[A-Za-z0-9-]{6,20}$/.test(text.trim()) ? 'code' : null;
}

function taken(event: Event): void {
  event.preventDefault();
  event.stopImmediatePropagation();
}
