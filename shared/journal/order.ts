import type { Fact, Facts } from './fact.ts';
import { type EntryId, parseEntryId } from './ids.ts';

export interface OrderedFact {
  readonly id: EntryId;
  readonly fact: Fact;
}

interface Node extends OrderedFact {
  readonly stream: string;
  readonly seq: number;
  readonly hash16: string;
}

/**
 * The order in which a document's facts are folded (DESIGN, Time): repeatedly the earliest (time, stream, seq, hash) whose
 * predecessors in its stream and whose `after` in this document are out already. A function of the set alone (L1).
 */
export function inOrder(facts: Facts): readonly OrderedFact[] {
  const nodes = Object.entries(facts).map(([id, fact]): Node => ({ id, fact, ...parseEntryId(id)! }));
  nodes.sort(earliest);
  if (waitsForNothing(nodes)) return nodes;
  const waits = predecessors(nodes);
  const followers = new Map<EntryId, Node[]>();
  for (const node of nodes) {
    for (const id of waits.get(node.id)!) followers.set(id, [...(followers.get(id) ?? []), node]);
  }
  const open = new Map(nodes.map((node) => [node.id, waits.get(node.id)!.size]));
  const rank = new Map(nodes.map((node, i) => [node.id, i]));
  const result: Node[] = [];
  const released: Node[] = [];
  const done = new Set<EntryId>();
  let next = 0;
  while (result.length < nodes.length) {
    const ready = released.shift() ?? nodes[next++];
    if (ready && (done.has(ready.id) || open.get(ready.id)! > 0)) continue;
    // Those left wait for each other, as the sides of a fork may before their lines are known: the earliest goes first.
    const node = ready ?? nodes.find((n) => !done.has(n.id))!;
    done.add(node.id);
    result.push(node);
    for (const follower of followers.get(node.id) ?? []) {
      const left = open.get(follower.id)! - 1;
      open.set(follower.id, left);
      if (left === 0 && rank.get(follower.id)! < next && !done.has(follower.id)) released.push(follower);
    }
    released.sort((a, b) => rank.get(a.id)! - rank.get(b.id)!);
  }
  return result;
}

/** Whether in this order all predecessors and `after` come first: then by time is the order, as it nearly always is. */
function waitsForNothing(nodes: readonly Node[]): boolean {
  const left = new Set(nodes.map((node) => node.id));
  const reached = new Map<string, number>();
  for (const { id, stream, seq, fact } of nodes) {
    left.delete(id);
    if (seq < (reached.get(stream) ?? 0) || fact.after.some((named) => left.has(named))) return false;
    reached.set(stream, seq);
  }
  return true;
}

function predecessors(nodes: readonly Node[]): Map<EntryId, ReadonlySet<EntryId>> {
  const present = new Set(nodes.map((n) => n.id));
  const byStream = new Map<string, Node[]>();
  for (const node of nodes) {
    const peers = byStream.get(node.stream);
    if (peers) peers.push(node);
    else byStream.set(node.stream, [node]);
  }
  const result = new Map<EntryId, ReadonlySet<EntryId>>();
  for (const peers of byStream.values()) {
    const forked = peers.some((n) => n.fact.line);
    peers.sort((a, b) => a.seq - b.seq);
    for (const [i, node] of peers.entries()) {
      const candidates = forked ? peers.slice(0, i) : peers.slice(Math.max(0, i - 1), i);
      const before = candidates.filter((peer) => precedes(peer, node));
      result.set(
        node.id,
        new Set([
          ...node.fact.after.filter((id) => present.has(id) && id !== node.id),
          ...before.map((n) => n.id),
        ]),
      );
    }
  }
  return result;
}

/** One that names a higher number of its own stream in `after` stands on another line than that, even while no line is known. */
function precedes(peer: Node, node: Node): boolean {
  return (
    peer.seq < node.seq &&
    isAncestor(peer.fact.line ?? '', node.fact.line ?? '') &&
    !peer.fact.after.includes(node.id)
  );
}

/** Whether a line of a forked stream goes on from another, or is it. */
export function isAncestor(line: string, of: string): boolean {
  return of === line || of.startsWith(line === '' ? '' : `${line}/`);
}

function earliest(a: Node, b: Node): number {
  return a.fact.at - b.fact.at || compare(a.stream, b.stream) || a.seq - b.seq || compare(a.hash16, b.hash16);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
