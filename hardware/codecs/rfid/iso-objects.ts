import { compactions, type Compaction } from './compaction.ts';

/** One data element of ISO 28560-2, as its bytes are; what they mean, its OID says. */
export interface IsoObject {
  /** Relative OID, 1 to 14. 15 says that a byte follows, kept as `extension`: nothing that a desk reads is there. */
  readonly oid: number;
  readonly extension: number | null;
  readonly compaction: Compaction;
  /** As it stands in memory, still compacted; 1 to 127 bytes. */
  readonly data: Uint8Array;
  /** Bytes up to the next block, null where the precursor announces none. */
  readonly padding: Uint8Array | null;
}

export interface DecodedObjects {
  readonly objects: readonly IsoObject[];
  /** How many bytes they take, without the end. */
  readonly length: number;
  /** What stands behind them: an end (00), no more memory, or bytes that are no object. */
  readonly end: 'end' | 'memory' | 'broken';
}

const extended = 15;
const longest = 127;

export function decodeObjects(bytes: Uint8Array): DecodedObjects {
  const objects: IsoObject[] = [];
  let at = 0;
  while (at < bytes.length) {
    if (bytes[at] === 0) return { objects, length: at, end: 'end' };
    const read = decodeObject(bytes.subarray(at));
    if (read === null) return { objects, length: at, end: 'broken' };
    objects.push(read.object);
    at += read.length;
  }
  return { objects, length: at, end: 'memory' };
}

export function encodeObjects(objects: readonly IsoObject[]): Uint8Array {
  return Uint8Array.from(objects.flatMap(encodeObject));
}

function decodeObject(bytes: Uint8Array): { object: IsoObject; length: number } | null {
  const precursor = bytes[0] ?? 0;
  const oid = precursor & 0x0f;
  const compaction = compactions[(precursor >>> 4) & 0x07];
  let at = 1;
  const padded = precursor & 0x80 ? (bytes[at++] ?? 0) : null;
  const extension = oid === extended ? (bytes[at++] ?? 0) : null;
  const length = bytes[at++] ?? 0;
  const end = at + length + (padded ?? 0);
  if (oid === 0 || compaction === undefined || length === 0 || length > longest || end > bytes.length)
    return null;
  const data = bytes.slice(at, at + length);
  const padding = padded === null ? null : bytes.slice(at + length, end);
  return { object: { oid, extension, compaction, data, padding }, length: end };
}

function encodeObject({ oid, extension, compaction, data, padding }: IsoObject): number[] {
  const precursor = (padding === null ? 0 : 0x80) | (compactions.indexOf(compaction) << 4) | oid;
  return [
    precursor,
    ...(padding === null ? [] : [padding.length]),
    ...(extension === null ? [] : [extension]),
    data.length,
    ...data,
    ...(padding ?? []),
  ];
}
