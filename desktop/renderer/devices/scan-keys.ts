import type { TypedScans } from './typed-scans.ts';

interface Parts {
  readonly window: Window;
  readonly typed: TypedScans;
  /** Whether scans go anywhere now; else keys are keys, as in a field that a code may be scanned into. */
  readonly areTaken: () => boolean;
}

type TextField = HTMLInputElement | HTMLTextAreaElement;

/** What stood in a text field when a key came that may begin a scan. */
interface Mark {
  readonly at: number;
  readonly field: TextField;
  readonly value: string;
}

/** Stalls in one scan; each makes a mark. */
const mostMarks = 20;

/**
 * Hears scanners that type before anything else hears their keys, whatever has the focus. What they typed into a text field is taken out of
 * it again, and the key that ends a scan does nothing.
 */
export function listenForTypedScans({ window, typed, areTaken }: Parts): void {
  let marks: readonly Mark[] = [];

  function key(event: KeyboardEvent): void {
    if (event.isComposing) return;
    const { timeStamp: at, target } = event;
    const command = (event.ctrlKey || event.altKey || event.metaKey) && !event.getModifierState('AltGraph');
    const held = event.repeat && event.key.length === 1;
    if (command || held || !areTaken()) return typed.forget();
    const heard = typed.hear({ key: event.key, at });
    if (heard.kind === 'more') {
      const field = heard.begins && fieldOf(target);
      if (field) marks = [...marks, { at, field, value: field.value }].slice(-mostMarks);
      return;
    }
    const mark = heard.kind === 'scanned' && marks.findLast((one) => one.at <= heard.since);
    marks = [];
    if (heard.kind === 'typed') return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (mark) restore(mark);
    typed.scanned(heard.code, at);
  }

  /** Where this key will be typed: screens bring the focus to their own field when it is nowhere else. */
  function fieldOf(target: EventTarget | null): TextField | null {
    return isTextField(target) ? target : window.document.querySelector<TextField>('[data-scan-field]');
  }

  window.addEventListener('keydown', key, { capture: true });
}

/** React hears a change of its input only through the element's own setter. */
function restore({ field, value }: Mark): void {
  if (!field.isConnected) return;
  const prototype: unknown = Object.getPrototypeOf(field);
  const setter = Object.getOwnPropertyDescriptor(prototype, 'value')?.set;
  setter?.call(field, value);
  field.dispatchEvent(new Event('input', { bubbles: true }));
}

/** Whether keys make text of it. */
export function isTextField(target: EventTarget | null): target is TextField {
  if (target instanceof HTMLTextAreaElement) return true;
  return (
    target instanceof HTMLInputElement && !['radio', 'checkbox', 'button', 'submit'].includes(target.type)
  );
}
