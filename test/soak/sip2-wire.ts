import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { writeFrame } from '@balie/hardware/codecs/sip2/frame.ts';

/** So long an answer is waited for, ms: far longer than any machine does. */
const PATIENCE_MS = 20_000;

/** The machine's end of one connection: lines out with sequence and checksum, lines in. */
export class Sip2Wire {
  private readonly socket: Socket;
  private heard = '';
  private told: () => void = () => undefined;
  private sequence = 0;

  private constructor(socket: Socket) {
    this.socket = socket;
    const tell = (): void => this.told();
    socket.setNoDelay(true).setEncoding('utf8');
    socket.on('data', (text: string) => {
      this.heard += text;
      tell();
    });
    socket.on('error', tell).on('close', tell);
  }

  /** Connects and logs in. */
  static async open(port: number, user: string): Promise<Sip2Wire> {
    const socket = connect(port, '127.0.0.1');
    const wire = new Sip2Wire(socket);
    if (socket.connecting) await once(socket, 'connect');
    const answer = await wire.ask(wire.frame(`9300CN${user}|CO${user}|CP|`));
    if (!answer.startsWith('941')) throw new Error(`${user} could not log in: ${answer}`);
    return wire;
  }

  /** The bytes of a line, with the next sequence; without its CR. */
  frame(text: string): Buffer {
    this.sequence = (this.sequence + 1) % 10;
    const detection = { sequence: String(this.sequence), checksum: true };
    return Buffer.from(writeFrame(text, 'utf-8', detection)).subarray(0, -1);
  }

  async ask(line: Uint8Array): Promise<string> {
    this.send(line);
    return this.answer();
  }

  send(line: Uint8Array): void {
    this.socket.write(Buffer.concat([line, Buffer.from('\r')]));
  }

  /** Bytes without an end. */
  sendPiece(bytes: Uint8Array): void {
    this.socket.write(bytes);
  }

  async answer(): Promise<string> {
    const deadline = Date.now() + PATIENCE_MS;
    for (;;) {
      const end = this.heard.indexOf('\r');
      if (end >= 0) {
        const line = this.heard.slice(0, end);
        this.heard = this.heard.slice(end + 1);
        return line;
      }
      if (this.socket.closed) throw new Error('the desk closed the line');
      if (Date.now() > deadline) throw new Error(`no answer within ${PATIENCE_MS} ms`);
      await this.something();
    }
  }

  /** Gone at once, whatever is under way. */
  async drop(): Promise<void> {
    this.socket.destroy();
    if (!this.socket.closed) await once(this.socket, 'close');
  }

  private something(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, PATIENCE_MS).unref();
      this.told = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
