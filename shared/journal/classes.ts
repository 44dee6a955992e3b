import type { Fact, Facts } from './fact.ts';
import type { OrderedFact } from './order.ts';

/** Ids that later facts say are one: the smallest stands for all (P3). */
export interface Class {
  readonly root: string;
  readonly members: ReadonlySet<string>;
}

/**
 * The class of `id` by the merges among these facts, in order: `patron.merge`, `item.merge` and `title.merge` join two ids, and
 * `patron.distinct` parts them again.
 */
export function classOf(id: string, ordered: readonly OrderedFact[]): Class {
  const joined = joinedPairs(ordered);
  const members = new Set([id]);
  for (let grown = true; grown;) {
    grown = false;
    for (const [a, b] of joined) {
      if (members.has(a) === members.has(b)) continue;
      members.add(a).add(b);
      grown = true;
    }
  }
  return { root: [...members].sort()[0]!, members };
}

/** The merges that stand, each as the two ids that it names. */
export function joinedPairs(ordered: readonly OrderedFact[]): readonly (readonly [string, string])[] {
  const joined = new Map<string, readonly [string, string]>();
  for (const { fact } of ordered) {
    const pair = pairOf(fact);
    if (!pair) continue;
    const key = [...pair].sort().join('\n');
    if (fact.kind === 'patron.distinct') joined.delete(key);
    else joined.set(key, pair);
  }
  return [...joined.values()];
}

/**
 * Documents that hold the same facts as this one because a merge named both, whether or not it still stands: `patron:`, `contact:`,
 * `account:`, `item:` and `queue:title:` documents. Each keeps the union, and its fold says which of them are its own.
 */
export function relativesOf(documentId: string, facts: Facts): readonly string[] {
  const found = new Set<string>();
  const prefix = PREFIX.exec(documentId)?.[0];
  if (!prefix) return [];
  for (const fact of Object.values(facts)) for (const id of pairOf(fact) ?? []) found.add(prefix + id);
  found.delete(documentId);
  return [...found];
}

/** This document and those that were ever said to be one with it, by these facts alone; null where they say so of none. */
export function joinedWith(documentId: string, facts: Facts): ReadonlySet<string> | null {
  const pairs = Object.values(facts).flatMap((fact) => {
    const pair = pairOf(fact);
    return pair ? [pair] : [];
  });
  const prefix = PREFIX.exec(documentId)?.[0];
  if (!prefix || pairs.length === 0) return null;
  const joined = new Set([documentId.slice(prefix.length)]);
  for (let size = 0; size < joined.size;) {
    size = joined.size;
    for (const [a, b] of pairs) if (joined.has(a) || joined.has(b)) joined.add(a).add(b);
  }
  return new Set([...joined].map((one) => prefix + one));
}

const PREFIX = /^(?:queue:title|patron|contact|account|item):/;

function pairOf(fact: Fact): readonly [string, string] | null {
  switch (fact.kind) {
    case 'patron.merge':
      return [fact.body.patron, fact.body.into];
    case 'patron.distinct':
      return [fact.body.patron, fact.body.other];
    case 'item.merge':
      return [fact.body.item, fact.body.into];
    case 'title.merge':
      return [fact.body.title, fact.body.into];
    default:
      return null;
  }
}
