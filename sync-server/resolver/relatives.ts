import { relativesOf } from '@balie/shared/journal/classes.ts';
import { type Content, type StateDocument, uniteRelatives } from '@balie/shared/protocol/state-document.ts';
import type { Naming, Stored } from './fold-ports.ts';
import { contentWith, type Timeline } from './planned-document.ts';
import type { StoredDocuments } from './stored-documents.ts';

interface Families {
  /** Of the named documents and of all that a merge ever joined with one of them. */
  readonly contents: ReadonlyMap<string, Content>;
  readonly stored: Stored;
}

/** The contents of documents with their new entries, those of merged ids united: each holds what any of them holds (decision 7). */
export async function uniteFamilies(
  documents: StoredDocuments,
  naming: Naming,
  found: Stored,
  timeline: Timeline,
): Promise<Families> {
  const stored = new Map(found);
  const single = new Map<string, Content>();
  let wanted = [...naming.keys()];
  while (wanted.length) {
    for (const id of wanted) single.set(id, contentWith(id, stored.get(id), naming.get(id) ?? [], timeline));
    const relatives = wanted.flatMap((id) => relativesOf(id, single.get(id)!.facts));
    wanted = [...new Set(relatives)].filter((id) => !single.has(id));
    for (const [id, one] of await documents.get<StateDocument>(wanted)) stored.set(id, one);
  }
  const contents = new Map<string, Content>();
  for (const id of single.keys()) {
    if (contents.has(id)) continue;
    const family = familyOf(id, single);
    const united =
      family.length > 1 ? uniteRelatives(family.map((one) => single.get(one)!)) : single.get(id)!;
    for (const one of family) contents.set(one, united);
  }
  return { contents, stored };
}

/** In order of id, so that their union is the same whichever was named first. */
function familyOf(id: string, contents: ReadonlyMap<string, Content>): readonly string[] {
  const family = new Set([id]);
  for (const member of family)
    for (const other of relativesOf(member, contents.get(member)!.facts)) family.add(other);
  return [...family].sort();
}
