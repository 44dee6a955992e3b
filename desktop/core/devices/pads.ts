import type { PadEvent, PadFailure, PadTag } from '@balie/hardware/ports/rfid-pad.ts';
import type { TagSettings } from '@balie/shared/policy/tags.ts';
import type { PadView } from '../../contract/devices.ts';
import { normaliseCode } from '../look-up.ts';
import type { DevicePorts, NamedPad } from './device-ports.ts';

interface PadsParts {
  readonly open: DevicePorts['openPads'];
  readonly heard: (event: PadEvent, pad: NamedPad) => void;
}

/** The pads of this desk as one surface, opened for tags as the library has them. */
export class Pads {
  private readonly parts: PadsParts;
  private pads: readonly NamedPad[] = [];
  private readonly failures = new Map<string, PadFailure>();
  private settings: string | null = null;
  private closed = false;

  constructor(parts: PadsParts) {
    this.parts = parts;
  }

  /** Opens the pads, anew where the library's tags are others than before. */
  async use(tags: TagSettings): Promise<void> {
    const settings = JSON.stringify(tags);
    if (settings === this.settings || this.closed) return;
    this.settings = settings;
    const before = this.pads;
    this.pads = [];
    await Promise.all(before.map(({ pad }) => pad.close()));
    if (this.closed || settings !== this.settings) return;
    this.pads = this.parts.open(tags);
    for (const named of this.pads)
      named.pad.onEvent((event) => {
        if (event.kind === 'lost') this.failures.set(named.name, event.failure);
        this.parts.heard(event, named);
      });
  }

  /** Everything that lies there, on any of them. */
  tags(): readonly PadTag[] {
    return this.pads.flatMap(({ pad }) => pad.present());
  }

  find(uid: string): { readonly on: NamedPad; readonly tag: PadTag } | null {
    for (const on of this.pads) {
      const tag = on.pad.present().find((one) => one.uid === uid);
      if (tag) return { on, tag };
    }
    return null;
  }

  named(name: string): NamedPad | undefined {
    return this.pads.find((pad) => pad.name === name);
  }

  states(): readonly PadView[] {
    return this.pads.map(({ name, pad }) => ({ name, kind: 'pad', state: this.stateOf(name, pad.isReady) }));
  }

  async close(): Promise<void> {
    this.closed = true;
    await Promise.all(this.pads.map(({ pad }) => pad.close()));
  }

  private stateOf(name: string, isReady: boolean): PadView['state'] {
    if (isReady) return { code: 'ready', params: {} };
    const failure = this.failures.get(name);
    return failure
      ? { code: failure.code, params: { detail: failure.detail } }
      : { code: 'not-found', params: {} };
  }
}

/** The number on a tag as barcodes are looked up; null for a card, and for what is no sound label. */
export function itemOn({ reading }: PadTag): string | null {
  return reading.kind === 'label' && reading.label.usage !== 'card'
    ? normaliseCode(reading.label.item)
    : null;
}
