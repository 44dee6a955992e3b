import type { ReplicaDocument } from './ports.ts';

/** Whose loan a document of the replica tells of. */
export function borrowersIn(document: ReplicaDocument): readonly string[] {
  if (!document._id.startsWith('item:') || !('state' in document) || !('loan' in document.state)) return [];
  return document.state.loan ? [document.state.loan.patron] : [];
}
