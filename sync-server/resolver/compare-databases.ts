import type { Couch, CouchDocument } from '../couch/couch.ts';
import { differs } from './write-documents.ts';

const PAGE = 1000;

/** Ids of the documents that two databases do not hold the same, revisions apart; ascending. */
export async function compareDatabases(couch: Couch, a: string, b: string): Promise<readonly string[]> {
  const different: string[] = [];
  for await (const id of differences(documentsOf(couch, a), documentsOf(couch, b))) different.push(id);
  return different;
}

async function* differences(
  a: AsyncGenerator<CouchDocument>,
  b: AsyncGenerator<CouchDocument>,
): AsyncGenerator<string> {
  let [left, right] = await Promise.all([a.next(), b.next()]);
  while (!left.done || !right.done) {
    if (right.done || (!left.done && left.value._id < right.value._id)) {
      yield left.value!._id;
      left = await a.next();
    } else if (left.done || right.value._id < left.value._id) {
      yield right.value._id;
      right = await b.next();
    } else {
      if (differs(left.value, right.value)) yield left.value._id;
      [left, right] = await Promise.all([a.next(), b.next()]);
    }
  }
}

async function* documentsOf(couch: Couch, database: string): AsyncGenerator<CouchDocument> {
  let startkey = '';
  for (;;) {
    const documents = await couch.range(database, { startkey, endkey: '\ufff0', limit: PAGE });
    for (const document of documents) if (!document._id.startsWith('_design/')) yield document;
    if (documents.length < PAGE) return;
    startkey = `${documents.at(-1)!._id}\u0000`;
  }
}
