import type { ByteLink } from '../ports/byte-link.ts';
import type { Timer } from '../ports/timer.ts';
import { type Command, firstCommand } from './escpos-commands.ts';

const DOTS_A_COLUMN = 12;
/** The upper half of code page 858. */
const PAGE_858 =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈ€ÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00ad±‗¾¶§÷¸°¨·¹³²■\u00a0';

export interface SimulatedPrinterOptions {
  readonly timer: Timer;
  /** How long it takes over a line of paper, ms. */
  readonly perLine?: number;
}

/**
 * A receipt printer in memory that speaks ESC/POS over any link: it keeps what comes in, prints it line by line while it has paper and
 * its cover is closed, and answers as real ones do. What it was sent survives a pulled cable, and is gone when it is switched off.
 */
export class SimulatedPrinter {
  /** What was cut off, as text. */
  readonly papers: string[] = [];
  /** Bytes as they came. */
  readonly received: number[] = [];
  drawerOpened = 0;
  /** It takes everything and says nothing. */
  silent = false;
  private readonly timer: Timer;
  private readonly perLine: number;
  private readonly links = new Set<ByteLink>();
  private readonly held: number[] = [];
  private asked: number[] = [];
  private line = '';
  private column = 0;
  private wide = 1;
  private strip: string[] = [];
  private linesLeft = Number.POSITIVE_INFINITY;
  private coverOpen = false;
  private readonly awaited: { readonly text: string; readonly resolve: () => void }[] = [];
  private resting: (() => void) | null = null;

  constructor({ timer, perLine = 0 }: SimulatedPrinterOptions) {
    this.timer = timer;
    this.perLine = perLine;
  }

  /** Resolves when a line with this text comes out. */
  untilLine(text: string): Promise<void> {
    return new Promise((resolve) => this.awaited.push({ text, resolve }));
  }

  /** Printed since the last cut. */
  get unfinished(): string {
    return this.strip.join('\n');
  }

  attach(link: ByteLink): void {
    this.links.add(link);
    link.onEnd(() => this.links.delete(link));
    link.onBytes((bytes) => this.receive(bytes));
  }

  /** From now on there is paper for so many lines. */
  setPaper(lines: number): void {
    this.linesLeft = lines;
    this.work();
  }

  openCover(): void {
    this.coverOpen = true;
  }

  closeCover(): void {
    this.coverOpen = false;
    this.work();
  }

  /** All that it held is forgotten. */
  switchOff(): void {
    this.held.length = 0;
    this.asked = [];
    this.resting?.();
    this.resting = null;
    [this.line, this.column, this.wide, this.strip] = ['', 0, 1, []];
  }

  private receive(bytes: Uint8Array): void {
    this.received.push(...bytes);
    for (const byte of bytes) this.take(byte);
    this.work();
  }

  /** `10 04 n` is answered the moment it comes, even in the middle of another command's data. */
  private take(byte: number): void {
    this.asked.push(byte);
    const [first, second, third] = this.asked;
    if (first === 0x10 && (second === undefined || (second === 0x04 && third === undefined))) return;
    const asked = this.asked;
    this.asked = [];
    if (first === 0x10 && second === 0x04 && third! >= 1 && third! <= 4) this.answer(this.status(third!));
    else {
      this.held.push(asked[0]!);
      for (const rest of asked.slice(1)) this.take(rest);
    }
  }

  private status(question: number): number {
    const out = this.linesLeft <= 0;
    const bits = [
      out || this.coverOpen ? 0x08 : 0,
      (this.coverOpen ? 0x04 : 0) | (out ? 0x20 : 0),
      0,
      (this.linesLeft < 20 ? 0x0c : 0) | (out ? 0x60 : 0),
    ];
    return 0x12 | bits[question - 1]!;
  }

  private work(): void {
    while (!this.resting && !this.coverOpen) {
      const next = firstCommand(this.held);
      if (!next || (next.command.kind === 'line-feed' && this.linesLeft <= 0)) return;
      this.held.splice(0, next.length);
      this.obey(next.command);
      if (next.command.kind === 'line-feed' && this.perLine > 0) this.rest();
    }
  }

  private rest(): void {
    this.resting = this.timer.after(this.perLine, () => {
      this.resting = null;
      this.work();
    });
  }

  private obey(command: Command): void {
    switch (command.kind) {
      case 'sign':
        return this.write(PAGE_858[command.byte - 0x80] ?? String.fromCharCode(command.byte));
      case 'line-feed':
        this.linesLeft -= 1;
        this.strip.push(this.line.trimEnd());
        for (const { resolve } of this.awaited.filter(({ text }) => this.line.includes(text))) resolve();
        [this.line, this.column] = ['', 0];
        return;
      case 'move':
        return this.moveTo(command.dots / DOTS_A_COLUMN + (command.from === 'here' ? this.column : 0));
      case 'size':
        this.wide = command.wide;
        return;
      case 'barcode':
        this.strip.push(`[${command.code}]`);
        return;
      case 'cut':
        this.papers.push(this.strip.join('\n'));
        this.strip = [];
        return;
      case 'drawer':
        this.drawerOpened += 1;
        return;
      case 'tell-when-done':
        return this.answer(this.linesLeft < 20 ? 0x03 : 0x00);
      case 'start':
      case 'other':
        return;
    }
  }

  private write(sign: string): void {
    this.line += sign;
    this.column += this.wide;
  }

  private moveTo(column: number): void {
    this.line = this.line.padEnd(this.line.length + Math.max(0, Math.round(column - this.column)));
    this.column = column;
  }

  private answer(byte: number): void {
    if (this.silent) return;
    // A cable that was just pulled takes the answer with it.
    for (const link of this.links) link.write(Uint8Array.of(byte)).catch(() => undefined);
  }
}
