import { pileOf, type Pile } from '@balie/hardware/ports/pile.ts';
import type { PadTag } from '@balie/hardware/ports/rfid-pad.ts';
import type { PileItemView, PileView } from '../../contract/devices.ts';
import type { ItemView } from '../../contract/views.ts';
import { normaliseCode } from '../look-up.ts';
import type { Pads } from './pads.ts';
import type { Securing } from './securing.ts';

interface PileViewsParts {
  readonly pads: Pick<Pads, 'tags'>;
  readonly securing: Pick<Securing, 'of' | 'away'>;
  /** In the order asked; of a number that nobody knows, what an unlisted item is. */
  readonly items: (numbers: readonly string[]) => Promise<readonly ItemView[]>;
}

/** What lies on the pads, with what the desk knows of it. */
export class PileViews {
  private readonly parts: PileViewsParts;

  constructor(parts: PileViewsParts) {
    this.parts = parts;
  }

  async view(): Promise<PileView> {
    const away = await this.parts.securing.away();
    const pile = pileOf(this.parts.pads.tags());
    const [items, taken] = await Promise.all([
      this.items(pile),
      this.parts.items(away.map(({ item }) => item)),
    ]);
    return {
      items,
      cards: pile.cards.flatMap((tag) => cardOf(tag) ?? []),
      foreign: pile.foreign.map(({ uid, reading }) => ({ uid, reading: reading.kind })),
      unreadable: pile.unreadable.map(({ uid, reading }) => ({
        uid,
        code: reading.kind === 'unreadable' ? reading.failure.code : 'damaged',
      })),
      away: away.map(({ uid, wanted, failure }, at) => ({
        ...{ uid, item: taken[at]!, wanted },
        code: failure ?? 'tag-gone',
      })),
    };
  }

  private async items(pile: Pile): Promise<readonly PileItemView[]> {
    const tags = new Map(this.parts.pads.tags().map((tag) => [tag.uid, tag]));
    const known = await this.parts.items(pile.items.map(({ item }) => normaliseCode(item)));
    return Promise.all(
      pile.items.map(async ({ item: number, uids, parts, missing, doubled }, at) => ({
        ...{ number, item: known[at]!, uids, parts, missing, doubled },
        security: await this.parts.securing.of(uids.flatMap((uid) => tags.get(uid) ?? [])),
      })),
    );
  }
}

/** The card on a tag; null for what is none. */
export function cardOf({ uid, reading }: PadTag): { readonly uid: string; readonly number: string } | null {
  if (reading.kind !== 'label' || reading.label.usage !== 'card') return null;
  return { uid, number: reading.label.item };
}
