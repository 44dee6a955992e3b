import { canonicalJson, hashJson } from '@balie/shared/journal/canonical.ts';
import type { AnyEntry, Payload } from '@balie/shared/journal/entry.ts';
import { payloadId } from '@balie/shared/journal/entry.ts';
import type { Draft } from '@balie/shared/journal/seal.ts';
import type { Policy } from '@balie/shared/policy/policy.ts';
import { CATALOGUE, personalBeside } from '@balie/shared/protocol/databases.ts';
import type { Couch, CouchDocument } from '../couch/couch.ts';
import { journalsOf } from '../couch/journals-of.ts';
import { importDrafts, type ImportDraft, titleDocuments, titleIdsOf } from './import-drafts.ts';
import type { ImportPlan } from './import-plan.ts';

export interface ImportTarget {
  readonly couch: Couch;
  /** Writes to the library's import stream: on the disk and in the journal database when it resolves. */
  readonly append: (isil: string, drafts: readonly Draft[]) => Promise<unknown>;
  /** Id of the desk whose streams hold a library's imports. */
  readonly importDesk: (isil: string) => string;
  readonly progress: (progress: {
    readonly step: 'titles' | 'entries';
    readonly done: number;
    readonly total: number;
  }) => void;
}

export interface Written {
  readonly titles: number;
  readonly entries: number;
  /** Rows that an earlier import journaled in the same words. */
  readonly unchanged: number;
}

const BATCH = 500;
const PAGE = 1000;

/** Writes a plan the normal way: titles into the catalogue, everything else as opening balances of an import stream. Idempotent. */
export async function writeImport(
  plan: ImportPlan,
  target: ImportTarget,
  settings: { readonly timeZone: string; readonly policy: Policy },
): Promise<Written> {
  const titles = await writeTitles(plan, target);
  const titleIds = titleIdsOf(plan.titles);
  let entries = 0;
  let unchanged = 0;
  for (const library of plan.libraries) {
    const drafts = importDrafts(library, { ...settings, titleIds });
    const before = await journaled(target.couch, library.isil, target.importDesk(library.isil));
    const fresh = drafts.filter(({ source, draft }) => !isSame(before.get(source), draft));
    unchanged += drafts.length - fresh.length;
    for (let i = 0; i < fresh.length; i += BATCH) {
      const batch = fresh.slice(i, i + BATCH);
      await target.append(
        library.isil,
        batch.map((d: ImportDraft) => d.draft),
      );
      entries += batch.length;
      target.progress({ step: 'entries', done: Math.min(i + BATCH, fresh.length), total: fresh.length });
    }
  }
  return { titles, entries, unchanged };
}

async function writeTitles(plan: ImportPlan, { couch, progress }: ImportTarget): Promise<number> {
  const documents = titleDocuments(plan);
  await couch.createDatabase(CATALOGUE);
  let written = 0;
  for (let i = 0; i < documents.length; i += BATCH) {
    const batch = documents.slice(i, i + BATCH);
    const found = await couch.getMany<CouchDocument & { record: object }>(
      CATALOGUE,
      batch.map((d) => d._id),
    );
    const changed = batch.flatMap((document): CouchDocument[] => {
      const winner = found.get(document._id)?.winner;
      if (!winner) return [document];
      return canonicalJson(winner.record) === canonicalJson(document.record)
        ? []
        : [{ ...document, _rev: winner._rev! }];
    });
    const refused = (await couch.bulk(CATALOGUE, changed)).find((row) => !row.ok);
    if (refused) throw new Error(`the catalogue did not take ${refused.id}`);
    written += changed.length;
    progress({ step: 'titles', done: i + batch.length, total: documents.length });
  }
  return written;
}

interface Before {
  readonly entry: AnyEntry;
  readonly payload: Payload | null;
}

/** The newest entry of each source key in the library's import streams. */
async function journaled(couch: Couch, isil: string, desk: string): Promise<ReadonlyMap<string, Before>> {
  const newest = new Map<string, Before>();
  for (const journal of await journalsOf(couch, isil)) {
    const [personal] = await couch.listDatabases(personalBeside(journal));
    let startkey = `entry:${desk}.`;
    for (;;) {
      const page = await couch.range<AnyEntry & CouchDocument>(journal, {
        startkey,
        endkey: `entry:${desk}.\ufff0`,
        limit: PAGE,
      });
      const payloads = personal ? await payloadsOf(couch, personal, page) : new Map<string, Payload>();
      for (const entry of page) remember(newest, entry, payloads.get(payloadId(entry._id)) ?? null);
      if (page.length < PAGE) break;
      startkey = `${page.at(-1)!._id}\u0000`;
    }
  }
  return newest;
}

async function payloadsOf(
  couch: Couch,
  database: string,
  entries: readonly AnyEntry[],
): Promise<ReadonlyMap<string, Payload>> {
  const ids = entries.filter((e) => e.personal).map((e) => payloadId(e._id));
  const found = await couch.getMany<Payload>(database, ids);
  return new Map([...found].map(([id, { winner }]) => [id, winner]));
}

function remember(newest: Map<string, Before>, entry: AnyEntry, payload: Payload | null): void {
  const source = entry.body['source'];
  if (typeof source !== 'string') return;
  const known = newest.get(source);
  if (
    !known ||
    known.entry.wall < entry.wall ||
    (known.entry.wall === entry.wall && known.entry.seq <= entry.seq)
  )
    newest.set(source, { entry, payload });
}

/** A payload that is past its retention cannot be compared; the entry's own words decide then. */
function isSame(before: Before | undefined, draft: Draft): boolean {
  if (
    !before ||
    before.entry.kind !== draft.kind ||
    canonicalJson(before.entry.body) !== canonicalJson(draft.body)
  )
    return false;
  if (!before.payload || !draft.personal) return Boolean(before.entry.personal) === Boolean(draft.personal);
  return before.entry.personal === hashJson({ salt: before.payload.salt, fields: draft.personal });
}
