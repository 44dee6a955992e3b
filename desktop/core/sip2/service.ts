import type { MachineParts } from './machine-parts.ts';
import type { Sip2Settings } from './machine-settings.ts';
import { Conversation } from './conversation.ts';
import type { Log } from './log.ts';
import { Pins } from './pins.ts';

/** Serves the machines of one desk, each connection in a conversation of its own. */
export class Sip2Service {
  private readonly desk: MachineParts;
  private readonly settings: Pick<Sip2Settings, 'machines'>;
  private readonly log: Log;
  private readonly pins: Pins;
  private connections = 0;

  constructor(desk: MachineParts, settings: Pick<Sip2Settings, 'machines'>, log: Log) {
    this.desk = desk;
    this.settings = settings;
    this.log = log;
    this.pins = new Pins(desk.verifyPin, desk.now);
  }

  /** A machine connected; `from` is its address. */
  connect(from: string): Conversation {
    const connection = ++this.connections;
    const log = (line: Omit<Parameters<Log>[0], 'at' | 'connection'>): void =>
      this.log({ at: this.desk.now(), connection, ...line });
    log({ way: 'note', text: `connected from ${from}`, machine: null });
    return new Conversation({ desk: this.desk, machines: this.settings.machines, pins: this.pins, log });
  }
}
