import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sip2Schema } from '../core/sip2/machine-settings.ts';
import { Sip2Service } from '../core/sip2/service.ts';
import { DATE, testMachines } from '../core/sip2/testing-machine.ts';
import { B, C, TestDesk } from '../core/testing-desk.ts';
import { MemoryIndex } from './memory-index.ts';
import { type ListenerOptions, Sip2Listener, Sip2PortError } from './sip2-listener.ts';

const card = 'CARD-0001';
const login = '9300CNself|COpass|';
const lend = (item: string): string => `11YN${DATE}${DATE}AOlib|AA${card}|AB${item}|AC|`;

let desk: TestDesk;
let listener: Sip2Listener;
let sockets: Socket[];

beforeEach(async () => {
  desk = await TestDesk.open(() => new MemoryIndex());
  await desk.member(card);
  sockets = [];
  listener = await listen();
});
afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  await listener.close();
});

function listen(options: Partial<ListenerOptions> = {}): Promise<Sip2Listener> {
  const service = new Sip2Service(
    desk.forMachines(),
    sip2Schema.parse({ machines: testMachines }),
    () => undefined,
  );
  return Sip2Listener.listen(service, { host: '127.0.0.1', port: 0, ...options });
}

/** A machine at the other end of a wire. */
class Wire {
  readonly socket: Socket;
  private heard = '';
  private told: () => void = () => undefined;

  constructor(port: number) {
    this.socket = connect(port, '127.0.0.1');
    this.socket.on('error', () => undefined).on('close', () => this.told());
    this.socket.setEncoding('utf8').on('data', (text: string) => {
      this.heard += text;
      this.told();
    });
    sockets.push(this.socket);
  }

  /** Sends lines in one piece and waits for as many answers. */
  async ask(...lines: readonly string[]): Promise<readonly string[]> {
    this.socket.write(lines.map((line) => `${line}\r`).join(''));
    return this.answers(lines.length);
  }

  async answers(count: number): Promise<readonly string[]> {
    while (this.heard.split('\r').length <= count) {
      if (this.socket.closed) throw new Error(`the line was closed after: ${this.heard}`);
      await new Promise<void>((resolve) => (this.told = resolve));
    }
    const answers = this.heard.split('\r').slice(0, count);
    this.heard = this.heard.slice(answers.join('\r').length + 1);
    return answers;
  }
}

const loans = (): number => desk.written().filter(({ kind }) => kind === 'checkout').length;

describe('Sip2Listener', () => {
  it('with the server gone: lends, renews and takes back, a hundred machines at once', async () => {
    expect(await desk.call('desk.state', {})).toMatchObject({ contact: 'alone' });
    const wires = Array.from({ length: 100 }, () => new Wire(listener.port));
    const answers = await Promise.all(wires.map((wire) => wire.ask(login, '9900302.00', lend(B))));
    for (const [one, two, three] of answers)
      expect([one, two?.slice(0, 3), three?.slice(0, 3)]).toEqual(['941', '98Y', '121']);
    expect(loans()).toBe(1);
    desk.clock.now += 86_400_000;
    const [renewed, taken] = await wires[0]!.ask(
      `29NN${DATE}${DATE}AOlib|AA${card}|AB${B}|`,
      `09N${DATE}${DATE}AP|AOlib|AB${B}|AC|`,
    );
    expect([renewed?.slice(0, 4), taken?.slice(0, 3)]).toEqual(['301Y', '101']);
  });

  it('answers a line that arrives in pieces, and one whose sender has nothing more to say', async () => {
    const wire = new Wire(listener.port);
    for (const piece of ['930', '0CNself|', 'COpass|\r', '\n99003']) wire.socket.write(piece);
    expect(await wire.answers(1)).toEqual(['941']);
    wire.socket.end('02.00\r');
    expect((await wire.answers(1))[0]).toMatch(/^98Y/);
    await once(wire.socket, 'close');
  });

  it('finishes what a machine asked that went away, and lends once when it comes back', async () => {
    const gone = new Wire(listener.port);
    await gone.ask(login);
    gone.socket.write(`${lend(B)}AY1AZ0000\r${lend(B)}\r`, () => gone.socket.resetAndDestroy());
    await once(gone.socket, 'close');
    const back = new Wire(listener.port);
    expect((await back.ask(login, lend(B)))[1]).toMatch(/^121N/);
    expect(loans()).toBe(1);
  });

  it('goes on after junk, lines without end and wrong passwords, for everybody else', async () => {
    const flood = new Wire(listener.port);
    flood.socket.write(Buffer.alloc(3_000_000, 'x'));
    await once(flood.socket, 'close');
    const junk = new Wire(listener.port);
    expect(await junk.ask('\0\x01junk', 'x'.repeat(10_000))).toEqual(['96AZFEF6', '96AZFEF6']);
    const guessing = new Wire(listener.port);
    await guessing.ask(...Array.from({ length: 5 }, () => '9300CNself|COguess|'));
    await once(guessing.socket, 'close');
    expect((await junk.ask(login, lend(C)))[1]).toMatch(/^121/);
  });

  it('ends a machine that says nothing, sooner one that has not logged in', async () => {
    const impatient = await listen({ strangerMs: 20, idleMs: 60_000 });
    const known = new Wire(impatient.port);
    await known.ask(login);
    const stranger = new Wire(impatient.port);
    await stranger.ask('9900302.00');
    await once(stranger.socket, 'close');
    expect((await known.ask('9900302.00'))[0]).toMatch(/^98Y/);
    const forgetful = await listen({ idleMs: 20 });
    const idle = new Wire(forgetful.port);
    await idle.ask(login);
    await once(idle.socket, 'close');
    await Promise.all([impatient.close(), forgetful.close()]);
  });

  it('ends with an answer to what is under way, and hears nobody afterwards', async () => {
    let begin!: () => void;
    let finish!: () => void;
    const begun = new Promise<void>((resolve) => (begin = resolve));
    const finished = new Promise<void>((resolve) => (finish = resolve));
    const slow = {
      isOver: false,
      machine: 'slow',
      async *hear() {
        begin();
        await finished;
        yield Buffer.from('121\r');
      },
    };
    const closing = await Sip2Listener.listen({ connect: () => slow }, { host: '127.0.0.1', port: 0 });
    const idle = new Wire(closing.port);
    await once(idle.socket, 'connect');
    const wire = new Wire(closing.port);
    wire.socket.write('11\r');
    await begun;
    const closed = closing.close();
    await once(idle.socket, 'close');
    await expect(once(connect(closing.port, '127.0.0.1'), 'connect')).rejects.toThrow('ECONNREFUSED');
    finish();
    expect(await wire.answers(1)).toEqual(['121']);
    await Promise.all([closed, once(wire.socket, 'close')]);
  });

  it('says in a sentence that its port cannot be had', async () => {
    const taken = listen({ port: listener.port });
    await expect(taken).rejects.toThrow(Sip2PortError);
    await expect(taken).rejects.toThrow(
      `SIP2 cannot be served on 127.0.0.1, port ${listener.port}: another program has that port.`,
    );
    await expect(listen({ host: '192.0.2.1' })).rejects.toThrow('this computer has no such address');
  });
});
