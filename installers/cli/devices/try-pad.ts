import { explainTag } from '@balie/hardware/codecs/diagnosis/explain-tag.ts';
import { hexOf } from '@balie/hardware/codecs/hex.ts';
import type { PadFailure, PadTag, RfidPad } from '@balie/hardware/ports/rfid-pad.ts';
import { securityOf, type Security } from '@balie/hardware/ports/security.ts';
import { type Tried, within } from './tried.ts';

/** Tags that lie together are read one after another; after so long without another one that was all, ms. */
const QUIET_MS = 700;
/** Longer for the first: it has to be found and its whole memory read. */
const FIRST_MS = 2000;

/** Reads what lies on the pad once it answers. Nothing on it is no failure. */
export async function tryPad(pad: RfidPad, security: Security, seconds: number): Promise<Tried> {
  let failure: PadFailure | null = null;
  let quiet: NodeJS.Timeout | undefined;
  try {
    return await within<Tried>(
      seconds,
      () => (pad.isReady ? readOn(pad, security) : lost(failure, seconds)),
      (settle) => {
        const restAfter = (ms: number): void => {
          clearTimeout(quiet);
          quiet = setTimeout(() => settle(readOn(pad, security)), ms);
        };
        pad.onEvent((event) => {
          if (event.kind === 'ready') restAfter(FIRST_MS);
          else if (event.kind === 'came' || event.kind === 'changed') restAfter(QUIET_MS);
          else if (event.kind === 'lost') {
            clearTimeout(quiet);
            ({ failure } = event);
          }
        });
      },
    );
  } finally {
    clearTimeout(quiet);
    await pad.close();
  }
}

function readOn(pad: RfidPad, security: Security): Tried {
  const tags = pad.present().map((tag) => describe(tag, security));
  const sentence =
    tags.length === 0
      ? 'The pad answers, and nothing lies on it.'
      : `The pad answers, with ${tags.length === 1 ? 'one tag' : `${tags.length} tags`} on it.`;
  return { ok: true, sentence, found: { tags } };
}

function describe(tag: PadTag, security: Security): Readonly<Record<string, unknown>> {
  const { uid, afi, dsfid, memory, reading } = tag;
  const explained = reading.kind === 'unreadable' ? null : explainTag(memory.bytes, dsfid);
  const said = explained?.what === 'tag' ? explained : { model: null, fields: null, crc: 'none', quirks: [] };
  const { model, fields, crc, quirks } = said;
  return {
    ...{ uid, afi, dsfid, security: securityOf(tag, security) },
    reading: reading.kind,
    ...{ model, label: fields, crc, quirks, bytes: hexOf(memory.bytes) },
    ...(reading.kind === 'unreadable' ? { failure: reading.failure.code } : {}),
  };
}

function lost(failure: PadFailure | null, seconds: number): Tried {
  const reason = failure ? ` (${failure.detail})` : '';
  const sentence =
    failure?.code === 'pad-silent'
      ? `The pad does not answer${reason}: is it switched on, and are protocol, baudRate and parity as it has them?`
      : `The pad could not be reached within ${seconds} s${reason}: is it plugged in, and has no other program opened it?`;
  return { ok: false, sentence, found: { failure: failure?.code ?? null } };
}
