import { createHash } from 'node:crypto';
import type { CouchDocument } from './couch.ts';

/** The end of one branch of a document's history. */
interface Leaf {
  readonly rev: string;
  /** This revision and those before it, newest first, as far as they are known. */
  readonly path: readonly string[];
  readonly deleted: boolean;
  readonly doc: CouchDocument;
}

/** The leaves of a document, winner first. A plain value: every change makes another. */
export type Leaves = readonly Leaf[];

interface Revisioned extends CouchDocument {
  readonly _revisions?: { readonly start: number; readonly ids: readonly string[] };
}

/** Puts a revision in as it is, with whatever history it names (`new_edits: false`). Known ones change nothing. */
export function graft(leaves: Leaves, document: Revisioned): Leaves {
  const path = pathOf(document);
  if (leaves.some((leaf) => leaf.path.includes(path[0]!))) return leaves;
  const others = leaves.filter((leaf) => !path.includes(leaf.rev));
  return winnerFirst([...others, leafOf(path, document)]);
}

/** A new revision on top of the leaf that `_rev` names, or null when that is none: a conflict. */
export function extend(leaves: Leaves, document: CouchDocument): Leaves | null {
  const winner = leaves[0];
  const parent =
    document._rev === undefined && winner?.deleted
      ? winner
      : leaves.find((leaf) => leaf.rev === document._rev);
  if (!parent && (winner !== undefined || document._rev !== undefined)) return null;
  const rev = nextRevision(parent, document);
  const others = leaves.filter((leaf) => leaf !== parent);
  return winnerFirst([...others, leafOf([rev, ...(parent?.path ?? [])], document)]);
}

function pathOf(document: Revisioned): readonly string[] {
  const { _revisions: revisions, _rev } = document;
  if (!revisions) return [_rev!];
  return revisions.ids.map((id, back) => `${revisions.start - back}-${id}`);
}

function leafOf(path: readonly string[], document: Revisioned): Leaf {
  const { _revisions, ...rest } = document;
  return { rev: path[0]!, path, deleted: document._deleted === true, doc: { ...rest, _rev: path[0]! } };
}

function nextRevision(parent: Leaf | undefined, document: CouchDocument): string {
  const { _rev, ...body } = document;
  const digest = createHash('md5')
    .update(JSON.stringify([parent?.rev ?? null, body]))
    .digest('hex');
  return `${(parent ? generation(parent.rev) : 0) + 1}-${digest}`;
}

function winnerFirst(leaves: Leaf[]): Leaves {
  return leaves.sort(
    (a, b) =>
      Number(a.deleted) - Number(b.deleted) ||
      generation(b.rev) - generation(a.rev) ||
      (a.rev < b.rev ? 1 : -1),
  );
}

function generation(rev: string): number {
  return Number(rev.slice(0, rev.indexOf('-')));
}
