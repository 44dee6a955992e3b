import { type FromCoreProcess, type FromStarter, LASTING } from './core-messages.ts';

/** A started core process, whoever starts it. `P` is what a port is there. */
export interface CoreChild<P> {
  post(message: FromStarter, ports?: P[]): void;
  onMessage(listener: (message: FromCoreProcess) => void): void;
  onExit(listener: (code: number) => void): void;
  kill(): void;
}

export interface KeeperParts<P> {
  readonly launch: () => CoreChild<P>;
  readonly start: Extract<FromStarter, { type: 'start' }>;
  readonly after: (ms: number, callback: () => void) => void;
  readonly now: () => number;
  /** A core has been started, the first or another: screens need a way to it. It may not be ready yet, but it will answer. */
  readonly started: () => void;
  /** It keeps ending; the next start is in `waitMs`. */
  readonly failing: (code: string, waitMs: number) => void;
  /** No start will help before a person has done something. */
  readonly lasting: (code: string, message: string) => void;
}

const AT_ONCE_MS = 50;
const LONGEST_MS = 60_000;
/** More ends than this within a minute are a loop. */
const FORGIVEN = 3;
const CLOSING_MS = 10_000;

/** Keeps one core process running: started again within a second when it ends, slower when it keeps ending. */
export class CoreKeeper<P> {
  private readonly parts: KeeperParts<P>;
  private child: CoreChild<P> | null = null;
  private ends: number[] = [];
  private lastFailure = 'core-fault';
  private closing: (() => void) | null = null;

  constructor(parts: KeeperParts<P>) {
    this.parts = parts;
  }

  start(): void {
    if (this.closing) return;
    const child = this.parts.launch();
    this.child = child;
    let stopFor: { readonly code: string; readonly message: string } | null = null;
    child.onMessage((message) => {
      if (message.type !== 'failed') return;
      this.lastFailure = message.code;
      if (LASTING.includes(message.code)) stopFor = message;
    });
    child.onExit(() => {
      this.child = null;
      if (this.closing) this.closing();
      else if (stopFor) this.parts.lasting(stopFor.code, stopFor.message);
      else this.again();
    });
    child.post(this.parts.start);
    this.parts.started();
  }

  /** Gives a screen's port to the core. False while there is none; `started` comes when there is. */
  connect(port: P): boolean {
    this.child?.post({ type: 'window' }, [port]);
    return this.child !== null;
  }

  /** Resolves when the core has ended: cleanly, or killed because it did not. */
  async close(): Promise<void> {
    const { child } = this;
    const ended = new Promise<void>((resolve) => (this.closing = resolve));
    if (!child) return;
    child.post({ type: 'close' });
    this.parts.after(CLOSING_MS, () => child.kill());
    await ended;
  }

  private again(): void {
    const now = this.parts.now();
    this.ends = [...this.ends.filter((at) => now - at < 60_000), now];
    const beyond = this.ends.length - FORGIVEN;
    const wait = beyond <= 0 ? AT_ONCE_MS : Math.min(LONGEST_MS, 5000 * 2 ** (beyond - 1));
    if (beyond > 0) this.parts.failing(this.lastFailure, wait);
    this.parts.after(wait, () => this.start());
  }
}
