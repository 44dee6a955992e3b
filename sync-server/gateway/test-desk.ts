import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import type { AnyEntry, Payload } from '@balie/shared/journal/entry.ts';
import { type Draft, seal, type Sealed, type Tip } from '@balie/shared/journal/seal.ts';

/** A desk in a test: it seals and signs entries, and can go on from an older tip, as a cloned PC would. */
export class TestDesk {
  readonly id: string;
  readonly key: string;
  readonly library: string;
  private readonly pair: { readonly publicKey: KeyObject; readonly privateKey: KeyObject };
  private tip: Tip;

  constructor(id: string, library: string, { publicKey, privateKey } = generateKeyPairSync('ed25519')) {
    this.pair = { publicKey, privateKey };
    this.id = id;
    this.library = library;
    this.key = Buffer.from(publicKey.export({ format: 'jwk' }).x!, 'base64url').toString('base64');
    this.tip = { stream: `${id}.e1`, seq: 0, hash: null };
  }

  /** The same keys under the name that enrolment gave. */
  named(id: string): TestDesk {
    return new TestDesk(id, this.library, this.pair);
  }

  get stream(): string {
    return this.tip.stream;
  }

  /** The next `count` entries, of a kind that this program does not know. */
  entries(count: number): readonly AnyEntry[] {
    return Array.from({ length: count }, () => this.add(noted({ number: this.tip.seq })).entry);
  }

  /** An entry with personal fields, and their payload. */
  person(name: string): { readonly entry: AnyEntry; readonly payload: Payload } {
    const { entry, payload } = this.add({ ...noted({ person: true }), personal: { name } });
    return { entry, payload: payload! };
  }

  add(draft: Draft): Sealed {
    const place = {
      library: this.library,
      branch: 'centrum',
      staff: null,
      session: null,
      rules: 1,
      policy: 'p1',
    };
    const reading = { wall: 1_800_000_000_000 + this.tip.seq, mono: this.tip.seq, boot: 'boot' };
    const sealed = seal(draft, place, reading, this.tip, (hash) => this.signature(hash), '0123456789abcdef');
    this.tip = sealed.tip;
    return sealed;
  }

  rewindTo(tip: Tip): void {
    this.tip = tip;
  }

  remembered(): Tip {
    return this.tip;
  }

  signature(hash: string): string {
    return sign(null, Buffer.from(hash), this.pair.privateKey).toString('base64');
  }
}

export function noted(body: object): Draft {
  return { kind: 'test.noted', body, after: [] } as unknown as Draft;
}
