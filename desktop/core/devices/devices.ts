import type { PadEvent } from '@balie/hardware/ports/rfid-pad.ts';
import type { SecurityState } from '@balie/hardware/ports/security.ts';
import type { EntryId } from '@balie/shared/journal/ids.ts';
import type { TagSettings } from '@balie/shared/policy/tags.ts';
import type { Calls, Events, ScanCommand } from '../../contract/contract.ts';
import type {
  DevicesView,
  DeviceTest,
  DeviceTested,
  InventoryView,
  PileView,
} from '../../contract/devices.ts';
import type { RefusalCode } from '../../contract/failures.ts';
import type { PrintingView } from '../../contract/papers.ts';
import type { Answer } from '../../contract/answers.ts';
import type { ItemView, PatronView } from '../../contract/views.ts';
import { DeskError } from '../desk-error.ts';
import { CashDrawer, type CashDrawerParts } from './cash-drawer.ts';
import type { DevicePorts, NamedPad } from './device-ports.ts';
import { Pads } from './pads.ts';
import { PileActs } from './pile-acts.ts';
import { cardOf, PileViews } from './pile-views.ts';
import { Scanning } from './scanning.ts';
import { Securing } from './securing.ts';
import { ShelfWalk } from './shelf-walk.ts';
import { writeTag } from './tagging.ts';

type Told = 'scan.read' | 'scan.misread' | 'pile.changed' | 'devices.changed';

/** What the devices need of the desk. */
export interface DevicesParts {
  readonly ports: DevicePorts;
  readonly library: string;
  readonly tags: () => Promise<TagSettings>;
  /** Whether an item is lent, as far as this desk knows; null where it knows nothing of it. */
  readonly known: (item: string) => Promise<SecurityState | null>;
  readonly items: (numbers: readonly string[]) => Promise<readonly ItemView[]>;
  readonly scan: (command: ScanCommand) => Promise<Answer>;
  readonly patron: (id: string, session: string) => Promise<PatronView | null>;
  /** Writes that an item was seen; the code of why it was refused, or null. */
  readonly see: (item: string, shelf: string | null, session: string) => Promise<RefusalCode | null>;
  readonly printer: {
    /** As the desk's profile calls it. */
    readonly name: string;
    readonly state: () => PrintingView['printer'];
    readonly test: () => Promise<unknown>;
  };
  readonly drawer: Pick<CashDrawerParts, 'isThere' | 'till' | 'open' | 'fact'>;
  /** What could not be looked up to be shown. */
  readonly report: (error: unknown) => void;
  readonly tell: <N extends Told>(event: N, payload: Events[N]) => void;
}

/** The scanners and pads of a desk, put together: what they say goes to the screen, what is done with them comes from it. */
export class Devices {
  private readonly parts: DevicesParts;
  private readonly scanning: Scanning;
  private readonly pads: Pads;
  private readonly securing: Securing;
  private readonly piles: PileViews;
  private readonly acts: PileActs;
  private readonly drawer: CashDrawer;
  private walk: ShelfWalk | null = null;
  private telling: Promise<void> | null = null;
  private stale = false;
  private readonly lastTold = new Map<Told, string>();
  private closed = false;

  constructor(parts: DevicesParts) {
    this.parts = parts;
    const { ports, known, items, tags, scan, patron, report } = parts;
    const changed = (): void => this.changed();
    const pads = (this.pads = new Pads({
      open: ports.openPads,
      heard: (event, on) => this.heard(event, on),
    }));
    const security = async (): Promise<TagSettings['security']> => (await tags()).security;
    const securing = (this.securing = new Securing({ pads, known, security, changed }));
    this.piles = new PileViews({ pads, securing, items });
    this.acts = new PileActs({ piles: this.piles, securing, scan, patron });
    this.drawer = new CashDrawer({ ...parts.drawer, changed, report });
    this.scanning = new Scanning({
      ports,
      read: (read) => parts.tell('scan.read', read),
      misread: (misread) => parts.tell('scan.misread', misread),
      changed,
    });
  }

  /** The library's settings are known, or are others now. */
  async use(): Promise<void> {
    await this.pads.use(await this.parts.tags());
    this.changed();
  }

  /** What a desk answered to a scan or an undo: it is on the disk, and tags on the pad follow. Never rejects: it was done. */
  async acted(answer: Answer): Promise<Answer> {
    if (answer.kind === 'lent' || answer.kind === 'renewed' || answer.kind === 'taken')
      await this.follow(answer.item.barcode);
    if (answer.kind !== 'undone' || answer.item === null) return answer;
    if (!(await this.follow(answer.item.barcode))) return answer;
    return { ...answer, reverse: answer.reverse.filter((what) => !what.startsWith('security-')) };
  }

  /** Something was done or came in that may concern what lies there. */
  changed(): void {
    this.stale = true;
    this.telling ??= this.tellAll();
  }

  /** These acts are on the disk. */
  written(acts: readonly EntryId[]): void {
    this.drawer.follow(acts);
    this.changed();
  }

  readonly calls = {
    'pile.get': () => this.piles.view(),
    'pile.act': (command: Calls['pile.act']['payload']) => this.acts.act(command),
    'pile.secure': async ({ numbers }: Calls['pile.secure']['payload']) => {
      const { items } = await this.piles.view();
      for (const { number, item } of items)
        if (numbers.includes(number)) await this.securing.follow(item.barcode);
      return this.piles.view();
    },
    'devices.state': async () => this.view(await this.piles.view()),
    'devices.test': (test: DeviceTest) => this.test(test),
    'printing.drawer': async () => ({ opened: await this.drawer.open() }),
    'tag.write': (command: Calls['tag.write']['payload']) =>
      writeTag({ pads: this.pads, owner: this.parts.library, items: this.parts.items }, command),
    'inventory.start': async (wanted: Calls['inventory.start']['payload']) => this.startWalk(wanted),
    'inventory.stop': async () => {
      const { walk } = this;
      this.walk = null;
      return walk && (await walk.stop());
    },
  };

  /** Nothing is told any more. What is being switched is finished, or fails. */
  async close(): Promise<void> {
    this.closed = true;
    await this.walk?.stop();
    await this.scanning.close();
    await this.pads.close();
    await this.securing.rest();
    await this.telling;
  }

  /** A tag that did not follow, for what holds could not be looked up, is a misfit among what lies there. */
  private async follow(item: string): Promise<boolean> {
    try {
      return await this.securing.follow(item);
    } catch (error) {
      this.parts.report(error);
      return false;
    }
  }

  private heard(event: PadEvent, { name }: NamedPad): void {
    if (event.kind === 'came' && this.walk?.view().pad !== name) {
      const card = cardOf(event.tag);
      if (card) this.parts.tell('scan.read', { code: card.number, symbology: null, source: name });
      this.securing.came(event.tag.uid);
    } else if (event.kind === 'changed') this.securing.read(event.tag.uid);
    this.changed();
  }

  private view({ items, away }: PileView): DevicesView {
    const { printer } = this.parts;
    const drawer = this.drawer.state();
    const wrong = items.filter(({ security }) => ['failed', 'misfit'].includes(security.state));
    return {
      problems: this.parts.ports.problems,
      typing: this.parts.ports.typing,
      devices: [
        ...this.scanning.states(),
        ...this.pads.states(),
        { name: printer.name, kind: 'printer', state: printer.state(), ...(drawer ? { drawer } : {}) },
      ],
      unsecured: wrong.length + away.length,
      inventory: this.walk?.view() ?? null,
    };
  }

  private async test({ device, what }: DeviceTest): Promise<DeviceTested> {
    if (what === 'scan' && this.scanning.has(device)) return this.scanning.test(device);
    const pad = what === 'tag' && this.pads.named(device);
    if (pad) return testedPad(pad);
    const { printer } = this.parts;
    if (device === printer.name && what === 'print') {
      await printer.test();
      return { kind: 'sent' };
    }
    if (device === printer.name && what === 'drawer')
      return (await this.drawer.open()) ? { kind: 'sent' } : { kind: 'no-drawer', state: printer.state() };
    throw new DeskError('no-device', `${device} cannot be tried with ${what}`);
  }

  private startWalk({ pad: name, shelf, session }: Calls['inventory.start']['payload']): InventoryView {
    if (this.walk) throw new DeskError('inventory-running', 'an inventory is being made with this desk');
    const pad = this.pads.named(name);
    if (!pad) throw new DeskError('no-device', `there is no pad ${name}`);
    const { known, see } = this.parts;
    this.walk = new ShelfWalk({
      ...{ pad, shelf },
      isKnown: async (item) => (await known(item)) !== null,
      see: (item, place) => see(item, place, session),
      changed: () => this.changed(),
    });
    return this.walk.view();
  }

  /** Many changes that come together are told once, and the last one always. */
  private async tellAll(): Promise<void> {
    await Promise.resolve();
    try {
      while (this.stale && !this.closed) {
        this.stale = false;
        const pile = await this.piles.view();
        this.tellNew('pile.changed', pile);
        this.tellNew('devices.changed', this.view(pile));
      }
    } catch (error) {
      this.parts.report(error);
    } finally {
      this.telling = null;
    }
  }

  private tellNew<N extends Told>(event: N, payload: Events[N]): void {
    const text = JSON.stringify(payload);
    if (this.lastTold.get(event) === text) return;
    this.lastTold.set(event, text);
    this.parts.tell(event, payload);
  }
}

async function testedPad({ pad }: NamedPad): Promise<DeviceTested> {
  const tags = pad.present().map(async ({ uid, reading }) => {
    const afi = await pad.readAfi(uid);
    const number = reading.kind === 'label' ? reading.label.item : null;
    return { uid, afi: afi.ok ? afi.value : null, reading: reading.kind, number };
  });
  return { kind: 'tags', tags: await Promise.all(tags) };
}
