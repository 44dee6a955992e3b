import { type AnyEntry, type Payload, payloadSchema } from '@balie/shared/journal/entry.ts';
import { deskOf } from '@balie/shared/journal/ids.ts';
import { CENTRE_KINDS } from '@balie/shared/journal/kinds.ts';
import { MAX_ENTRY_BYTES, readEntry, type ReadProblem } from '@balie/shared/journal/read-entry.ts';
import { payloadFits } from '@balie/shared/journal/seal.ts';
import { centreDesk } from '../journal/centre-journal.ts';
import type { Registry } from './registry.ts';
import type { Verify } from './signature.ts';

type RefusalCode =
  | ReadProblem['code']
  | 'entry-too-large'
  | 'wrong-library'
  | 'unknown-desk'
  | 'centre-only'
  | 'bad-signature'
  | 'payload-missing'
  | 'payload-mismatch';

export interface Refusal {
  readonly id: string;
  readonly code: RefusalCode;
  readonly detail: string;
}

export type Checked =
  { readonly ok: true; readonly entry: AnyEntry } | { readonly ok: false; readonly refusal: Refusal };

export interface CheckPorts {
  readonly registry: Pick<Registry, 'desk'>;
  readonly verify: Verify;
}

/**
 * Whether a document is an entry of this library, signed by a desk that is enrolled there. Who brings it does not matter.
 * Kinds that are unknown here pass: they are kept.
 */
export async function checkEntry(
  document: unknown,
  library: string,
  { registry, verify }: CheckPorts,
): Promise<Checked> {
  const id = idOf(document);
  const refuse = (code: RefusalCode, detail: string): Checked => ({
    ok: false,
    refusal: { id, code, detail },
  });
  const bytes = Buffer.byteLength(JSON.stringify(document) ?? '');
  if (bytes > MAX_ENTRY_BYTES)
    return refuse('entry-too-large', `${bytes} bytes; ${MAX_ENTRY_BYTES} is the most`);
  const read = readEntry(document);
  if (!read.ok) return refuse(read.problem.code, read.problem.detail);
  const { entry } = read;
  if (entry.library !== library)
    return refuse('wrong-library', `${entry.library}, brought by a desk of ${library}`);
  const desk = await registry.desk(deskOf(entry.stream));
  if (!desk || desk.library !== library)
    return refuse('unknown-desk', `${deskOf(entry.stream)} is not enrolled in ${library}`);
  if (CENTRE_KINDS.has(entry.kind) && !isCentre(desk.desk, library))
    return refuse('centre-only', `${entry.kind} by ${desk.desk}`);
  if (!verify(read.hash, entry.sig, desk.key)) return refuse('bad-signature', `not signed by ${desk.desk}`);
  return { ok: true, entry };
}

function isCentre(desk: string, library: string): boolean {
  return desk === centreDesk('centre', library) || desk === centreDesk('import', library);
}

/** The payload of an entry among those brought or stored; 'payload-mismatch' when what is there is another. */
export function payloadOf(entry: AnyEntry, candidate: unknown): Payload | 'payload-mismatch' {
  const read = payloadSchema.safeParse(candidate);
  const fits =
    read.success && payloadFits(entry, read.data) && read.data._rev === `1-${entry.personal!.slice(0, 32)}`;
  return fits ? read.data : 'payload-mismatch';
}

export function idOf(document: unknown): string {
  const id = (document as { readonly _id?: unknown } | null)?._id;
  return typeof id === 'string' ? id.slice(0, 200) : '';
}
