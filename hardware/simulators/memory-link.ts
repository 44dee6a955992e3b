import { LinkLife } from '../devices/link-life.ts';
import { type ByteLink, LinkError, type OpenLink } from '../ports/byte-link.ts';

/** A cable without an operating system: what one end writes the other has heard when the writing returns. */
export class MemoryCable {
  #plugged = true;
  #desk: LinkLife | null = null;

  /** The desk's end; refuses while the cable is out, or while it is open already. */
  readonly open: OpenLink = () => {
    if (!this.#plugged) return Promise.reject(new LinkError({ why: 'absent', detail: 'cable: not there' }));
    if (this.#desk && this.#desk.end === null)
      return Promise.reject(new LinkError({ why: 'refused', detail: 'cable: in use' }));
    const life = new LinkLife();
    this.#desk = life;
    return Promise.resolve<ByteLink>({
      write: () => life.write((done) => done()),
      onBytes: life.onBytes,
      onEnd: life.onEnd,
      close: () => Promise.resolve(life.finish({ why: 'closed', detail: 'cable: closed' })),
    });
  };

  /** The device writes; without a desk at the other end it writes into nothing. */
  send(bytes: Uint8Array): void {
    if (this.#plugged && this.#desk?.end === null) this.#desk.receive(bytes);
  }

  unplug(): void {
    this.#plugged = false;
    this.#desk?.finish({ why: 'unplugged', detail: 'cable: pulled' });
  }

  plug(): void {
    this.#plugged = true;
  }
}
