import { EventEmitter } from 'node:events';
import { beforeEach, describe, expect, it } from 'vitest';
import { interrupted } from './command.ts';

let signals: EventEmitter;
let now: number;
let said: string[];
let codes: number[];
let stopped: Promise<NodeJS.Signals>;

beforeEach(() => {
  signals = new EventEmitter();
  now = 5000;
  said = [];
  codes = [];
  stopped = interrupted({
    signals,
    now: () => now,
    say: (line) => said.push(line),
    exit: (code) => codes.push(code),
  });
});

function press(signal: NodeJS.Signals, atMs: number): void {
  now = 5000 + atMs;
  signals.emit(signal, signal);
}

describe('an interrupt', () => {
  it('stops once, however often one key press arrives within a second', async () => {
    for (const ms of [0, 3, 1000]) press('SIGINT', ms);
    expect(await stopped).toBe('SIGINT');
    expect([said, codes]).toEqual([['Stopping'], []]);
  });

  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('ends the process at a later %s, with %i and one line', (signal, code) => {
    press('SIGINT', 0);
    press(signal, 1001);
    expect(said).toEqual(['Stopping', 'Ended at once; what was acknowledged is on the disk']);
    expect(codes).toEqual([code]);
  });
});
