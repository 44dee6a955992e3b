import { walk } from '@balie/hardware/ports/inventory-walk.ts';
import type { PadTag } from '@balie/hardware/ports/rfid-pad.ts';
import type { RefusalCode } from '../../contract/failures.ts';
import type { InventoryView } from '../../contract/devices.ts';
import { codeOf } from '../desk-error.ts';
import type { NamedPad } from './device-ports.ts';
import { itemOn } from './pads.ts';

interface ShelfWalkParts {
  readonly pad: NamedPad;
  readonly shelf: string | null;
  readonly isKnown: (item: string) => Promise<boolean>;
  /** Writes that the item was seen. Resolves with null, or with the code of why it was refused. */
  readonly see: (item: string, shelf: string | null) => Promise<RefusalCode | null>;
  readonly changed: () => void;
}

/** A walk along the shelves that notes every item of the library that the reader meets, each once. */
export class ShelfWalk {
  private readonly parts: ShelfWalkParts;
  private readonly met = new Set<string>();
  private readonly unknown: string[] = [];
  private readonly failed: { readonly number: string; readonly code: RefusalCode }[] = [];
  private readonly unread = new Set<string>();
  private readonly halt: () => void;
  private seen = 0;
  private noting: Promise<void> = Promise.resolve();

  constructor(parts: ShelfWalkParts) {
    this.parts = parts;
    this.halt = walk(parts.pad.pad, (tag) => this.meet(tag)).stop;
  }

  view(): InventoryView {
    const { seen, unknown, failed, unread } = this;
    const { pad, shelf } = this.parts;
    return { pad: pad.name, shelf, seen, unknown: [...unknown], failed: [...failed], unread: unread.size };
  }

  /** Resolves when all that was met is noted. */
  async stop(): Promise<InventoryView> {
    this.halt();
    await this.noting;
    return this.view();
  }

  private meet(tag: PadTag): void {
    const item = itemOn(tag);
    if (item === null) this.unread.add(tag.uid);
    else this.unread.delete(tag.uid);
    if (item === null || this.met.has(item)) return;
    this.met.add(item);
    this.noting = this.noting.then(() => this.note(item));
  }

  private async note(item: string): Promise<void> {
    try {
      if (await this.parts.isKnown(item)) {
        const code = await this.parts.see(item, this.parts.shelf);
        if (code === null) this.seen += 1;
        else this.failed.push({ number: item, code });
      } else this.unknown.push(item);
    } catch (error) {
      this.failed.push({ number: item, code: codeOf(error) });
    }
    this.parts.changed();
  }
}
