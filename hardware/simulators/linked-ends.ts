import { LinkLife } from '../devices/link-life.ts';
import type { ByteLink } from '../ports/byte-link.ts';

/** Both ends of a cable in memory, for devices that speak: what one end writes the other hears, a moment later. */
export function linkedEnds(): { readonly desk: ByteLink; readonly device: ByteLink } {
  const lives = { desk: new LinkLife(), device: new LinkLife() };
  return { desk: endOf(lives.desk, lives.device), device: endOf(lives.device, lives.desk) };
}

function endOf(own: LinkLife, other: LinkLife): ByteLink {
  return {
    write: async (bytes) => {
      await own.write((done) => done());
      other.receive(bytes);
    },
    onBytes: own.onBytes,
    onEnd: own.onEnd,
    close: async () => {
      own.finish({ why: 'closed', detail: 'cable: closed' });
      other.finish({ why: 'lost', detail: 'cable: the other end was closed' });
    },
  };
}
