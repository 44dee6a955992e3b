import type { ItemView } from '../../contract/views.ts';
import type { TaggingTroubleCode } from '../../contract/device-codes.ts';
import type { TagCommand, TagWritten } from '../../contract/devices.ts';
import { normaliseCode } from '../look-up.ts';
import type { Pads } from './pads.ts';

interface TaggingParts {
  readonly pads: Pick<Pads, 'find'>;
  /** ISIL of the library, which every tag names. */
  readonly owner: string;
  readonly items: (numbers: readonly string[]) => Promise<readonly ItemView[]>;
}

/** The tagging workstation: one tag that lies there gets the number of one item of the library. */
export async function writeTag(parts: TaggingParts, command: TagCommand): Promise<TagWritten> {
  const { uid, replaces, parts: count = 1, ordinal = 1 } = command;
  const number = normaliseCode(command.item);
  const [item] = await parts.items([number]);
  if (!item?.listed) return failed('unknown-code', { code: number });
  const found = parts.pads.find(uid);
  if (!found) return failed('tag-gone');
  const { reading } = found.tag;
  if (reading.kind === 'label' && reading.label.item !== number && reading.label.item !== replaces)
    return failed('tag-labelled', { number: reading.label.item });
  const label = { item: number, owner: parts.owner, usage: 'circulating', parts: count, ordinal } as const;
  const written = await found.on.label(found.tag.uid, label);
  if (written.ok) return { kind: 'written', item };
  const { code, detail } = written.failure;
  return failed(code, { detail });
}

function failed(code: TaggingTroubleCode, params: Record<string, string> = {}): TagWritten {
  return { kind: 'failed', code, params };
}
