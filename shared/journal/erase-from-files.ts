import type { RewritableDisk } from './file-system.ts';
import { type EntryId, parseEntryId } from './ids.ts';
import { withoutPayloads } from './journal-lines.ts';

/**
 * Takes the payloads of these entries out of the journal files (A1); the entries stay as they are. Only files of streams that nobody
 * writes to any more: a writer opens another at each start. Cut off anywhere it has done some files whole, and goes on when called again.
 */
export async function eraseFromFiles(disk: RewritableDisk, erased: ReadonlySet<EntryId>): Promise<void> {
  const streams = new Set([...erased].map((id) => parseEntryId(id)!.stream));
  for (const name of await disk.list()) {
    if (![...streams].some((stream) => name.endsWith(`-${stream}.journal`))) continue;
    const text = await disk.read(name);
    const left = withoutPayloads(text, erased);
    if (left !== text) await disk.replace(name, left);
  }
}
