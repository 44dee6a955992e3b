import type { PressedPage, PressTarget } from '@balie/hardware/ports/page-press.ts';
import type { FromCore, ToCore } from '../contract/contract.ts';

/** From whoever started the core. `window` brings a port that carries ToCore and FromCore. */
export type FromStarter =
  | {
      readonly type: 'start';
      readonly home: string;
      readonly program: string;
      /** For a desk without a window: where its machines are served. */
      readonly sip2Port?: number;
      /** The library's pepper, where the keychain has sealed it (A7). */
      readonly pepper?: string;
    }
  | { readonly type: 'window' }
  /** End cleanly: what is under way is finished and the journal closed. */
  | { readonly type: 'close' }
  /** How `press` ended: `refusal` is what the system said, null when it took the page; `unknown` when nobody knows. */
  | {
      readonly type: 'pressed';
      readonly id: number;
      readonly refusal: string | null;
      readonly unknown: boolean;
    };

/** Machines that log in, and where. */
export interface MachinesServed {
  readonly host: string;
  readonly port: number;
  readonly names: readonly string[];
}

export type FromCoreProcess =
  | { readonly type: 'ready'; readonly machines: MachinesServed | null }
  /** It could not start, or cannot go on; it ends after this. */
  | { readonly type: 'failed'; readonly code: string; readonly message: string }
  | { readonly type: 'closed' }
  /** Only Electron's main process can print a page. */
  | { readonly type: 'press'; readonly id: number; readonly page: PressedPage; readonly target: PressTarget };

/** A plain child process has one channel: the contract's own messages travel on it beside these. */
export type OnChannel = FromStarter | ToCore;
export type FromChannel = FromCoreProcess | FromCore;

/** Codes of failures that another start does not mend: a person has to do something first. */
export const LASTING: readonly string[] = [
  ...['not-enrolled', 'wrong-setting', 'no-key', 'folder-in-use'],
  ...['no-machines', 'sip2-port'],
];
