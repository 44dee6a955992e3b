import type { TagUid } from '../../codecs/rfid/tag-uid.ts';
import type { PadFailureCode } from '../../ports/rfid-pad.ts';

/** What one make of pad can be told, one thing at a time. Each rejects with a `PadFault` and tries only once. */
export interface PadCommands {
  /** Every tag in the field, each once. */
  inventory(): Promise<readonly FoundTag[]>;
  describe(uid: TagUid): Promise<TagGeometry>;
  /** Blocks behind each other, in the order of the tag's memory. */
  read(uid: TagUid, blockSize: number, first: number, count: number): Promise<Uint8Array>;
  write(uid: TagUid, blockSize: number, first: number, bytes: Uint8Array): Promise<void>;
  readAfi(uid: TagUid): Promise<number>;
  writeAfi(uid: TagUid, afi: number): Promise<void>;
  /** Once, when the link to the pad has ended by itself. */
  onEnd(listener: (detail: string) => void): void;
  close(): Promise<void>;
}

export interface FoundTag {
  readonly uid: TagUid;
  readonly dsfid: number | null;
}

interface TagGeometry {
  readonly afi: number | null;
  readonly blockSize: number;
  readonly blocks: number;
}

export class PadFault extends Error {
  override readonly name = 'PadFault';
  readonly code: PadFailureCode;

  constructor(code: PadFailureCode, detail: string) {
    super(detail);
    this.code = code;
  }
}
