import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Couch, CouchDocument } from './couch.ts';

interface Note extends CouchDocument {
  readonly text?: string;
  readonly _revisions?: { readonly start: number; readonly ids: readonly string[] };
}

const digits = (digit: string): string => digit.repeat(32);
const all = { startkey: '', endkey: '\ufff0' };

/** What every Couch does. `open` gives one; databases of its own are made and dropped again. */
export function describeCouch(name: string, open: () => Promise<Couch>): void {
  describe(`${name} as a Couch`, () => {
    const prefix = `contract-${randomBytes(4).toString('hex')}-`;
    let couch: Couch;
    let made = 0;

    beforeAll(async () => {
      couch = await open();
    });
    afterAll(async () => {
      for (const database of await couch.listDatabases(prefix)) await couch.dropDatabase(database);
    });

    async function fresh(): Promise<string> {
      const database = `${prefix}${++made}`;
      await couch.createDatabase(database);
      return database;
    }
    const put = (database: string, ...notes: Note[]) => couch.bulk(database, notes);
    const graft = (database: string, ...notes: Note[]) => couch.bulk(database, notes, { newEdits: false });

    it('creates and drops databases, however often it is asked', async () => {
      const database = await fresh();
      await couch.createDatabase(database);
      expect(await couch.listDatabases(database)).toEqual([database]);
      await couch.dropDatabase(database);
      await couch.dropDatabase(database);
      expect(await couch.listDatabases(database)).toEqual([]);
    });

    it('says 404 of a database that is not there', async () => {
      const missing = `${prefix}missing`;
      await expect(couch.getMany(missing, ['a'])).rejects.toMatchObject({ name: 'CouchError', status: 404 });
      await expect(couch.range(missing, all)).rejects.toMatchObject({ status: 404 });
      await expect(couch.bulk(missing, [{ _id: 'a' }])).rejects.toMatchObject({ status: 404 });
      await expect(couch.changes(missing, { since: '0', limit: 1 })).rejects.toMatchObject({ status: 404 });
    });

    it('writes and reads documents, and leaves out what is absent or deleted', async () => {
      const database = await fresh();
      const [a, b] = await put(database, { _id: 'a', text: 'one' }, { _id: 'b', text: 'two' });
      expect(a).toMatchObject({ ok: true, id: 'a' });
      if (!a?.ok || !b?.ok) throw new Error('not written');
      expect(await put(database, { _id: 'b', _rev: b.rev, _deleted: true })).toMatchObject([
        { ok: true, id: 'b' },
      ]);
      const found = await couch.getMany<Note>(database, ['c', 'a', 'b', 'a']);
      expect([...found]).toEqual([['a', { winner: { _id: 'a', _rev: a.rev, text: 'one' }, conflicts: [] }]]);
    });

    it('answers each document in order, and refuses what is not the newest', async () => {
      const database = await fresh();
      const [first] = await put(database, { _id: 'a', text: 'one' });
      if (!first?.ok) throw new Error('not written');
      const rows = await put(
        database,
        { _id: 'z' },
        { _id: 'a', text: 'two' },
        { _id: 'b' },
        { _id: 'c', _rev: `1-${digits('c')}` },
      );
      expect(rows.map((row) => (row.ok ? row.id : `${row.id} ${row.error}`))).toEqual([
        'z',
        'a conflict',
        'b',
        'c conflict',
      ]);
      expect(await put(database, { _id: 'a', _rev: first.rev, text: 'three' })).toMatchObject([{ ok: true }]);
      expect(await put(database, { _id: 'a', _rev: first.rev, text: 'four' })).toMatchObject([
        { ok: false, error: 'conflict' },
      ]);
      expect((await couch.getMany<Note>(database, ['a'])).get('a')?.winner.text).toBe('three');
    });

    it('makes a deleted document again', async () => {
      const database = await fresh();
      const [first] = await put(database, { _id: 'a', text: 'one' });
      if (!first?.ok) throw new Error('not written');
      await put(database, { _id: 'a', _rev: first.rev, _deleted: true });
      expect(await put(database, { _id: 'a', text: 'again' })).toMatchObject([{ ok: true }]);
      expect((await couch.getMany<Note>(database, ['a'])).get('a')).toMatchObject({
        winner: { text: 'again' },
        conflicts: [],
      });
    });

    it('stores a given revision as it is, once', async () => {
      const database = await fresh();
      const note = { _id: 'entry', _rev: `1-${digits('5')}`, text: 'kept' };
      expect(await graft(database, note)).toEqual([{ ok: true, id: 'entry', rev: note._rev }]);
      const before = await couch.changes(database, { since: '0', limit: 10 });
      expect(await graft(database, note)).toEqual([{ ok: true, id: 'entry', rev: note._rev }]);
      expect((await couch.getMany<Note>(database, ['entry'])).get('entry')).toEqual({
        winner: note,
        conflicts: [],
      });
      expect((await couch.changes(database, { since: before.lastSeq, limit: 10 })).rows).toEqual([]);
    });

    it('keeps two given revisions side by side: the higher wins, the other is a conflict', async () => {
      const database = await fresh();
      const low = { _id: 'a', _rev: `1-${digits('1')}`, text: 'low' };
      const high = { _id: 'a', _rev: `1-${digits('9')}`, text: 'high' };
      const longer = {
        _id: 'a',
        _rev: `2-${digits('0')}`,
        text: 'longer',
        _revisions: { start: 2, ids: [digits('0'), digits('3')] },
      };
      await graft(database, high);
      await graft(database, low);
      expect((await couch.getMany<Note>(database, ['a'])).get('a')).toEqual({
        winner: high,
        conflicts: [low],
      });
      await graft(database, longer);
      const { _revisions, ...plain } = longer;
      expect((await couch.getMany<Note>(database, ['a'])).get('a')).toEqual({
        winner: plain,
        conflicts: [high, low],
      });
      const { rows } = await couch.changes(database, { since: '0', limit: 10 });
      expect(rows).toMatchObject([{ id: 'a', revs: [longer._rev, high._rev, low._rev], deleted: false }]);
    });

    it('lets a given revision follow the one that it names', async () => {
      const database = await fresh();
      await graft(database, { _id: 'a', _rev: `1-${digits('1')}`, text: 'old' });
      await graft(database, {
        _id: 'a',
        _rev: `2-${digits('2')}`,
        text: 'new',
        _revisions: { start: 2, ids: [digits('2'), digits('1')] },
      });
      await graft(database, { _id: 'a', _rev: `1-${digits('1')}`, text: 'old' });
      expect((await couch.getMany<Note>(database, ['a'])).get('a')).toMatchObject({
        winner: { text: 'new' },
        conflicts: [],
      });
    });

    it('settles a conflict when the other leaf is deleted', async () => {
      const database = await fresh();
      await graft(
        database,
        { _id: 'a', _rev: `1-${digits('1')}` },
        { _id: 'a', _rev: `1-${digits('2')}`, text: 'stays' },
      );
      await put(database, { _id: 'a', _rev: `1-${digits('1')}`, _deleted: true });
      expect((await couch.getMany<Note>(database, ['a'])).get('a')).toMatchObject({
        winner: { text: 'stays' },
        conflicts: [],
      });
    });

    it('reads a range by key with its bounds, in order and limited', async () => {
      const database = await fresh();
      const rows = await put(database, ...['d', 'b', 'a', 'c', 'e'].map((_id) => ({ _id })));
      const gone = rows[3];
      if (!gone?.ok) throw new Error('not written');
      await put(database, { _id: 'c', _rev: gone.rev, _deleted: true });
      const ids = async (startkey: string, endkey: string, limit?: number) =>
        (await couch.range(database, { startkey, endkey, ...(limit === undefined ? {} : { limit }) })).map(
          (doc) => doc._id,
        );
      expect(await ids('b', 'd')).toEqual(['b', 'd']);
      expect(await ids('', '\ufff0', 3)).toEqual(['a', 'b', 'd']);
      expect(await ids('x', 'y')).toEqual([]);
      expect(await couch.rangeIds(database, { startkey: 'a', endkey: 'a' })).toMatchObject([
        { id: 'a', rev: expect.stringMatching(/^1-/) },
      ]);
    });

    it('reads more than one request holds', async () => {
      const database = await fresh();
      const notes = Array.from({ length: 2345 }, (_, i) => ({ _id: String(i).padStart(5, '0') }));
      expect((await put(database, ...notes)).every((row) => row.ok)).toBe(true);
      expect(await couch.range(database, all)).toHaveLength(2345);
      expect(
        (
          await couch.getMany(
            database,
            notes.map((note) => note._id),
          )
        ).size,
      ).toBe(2345);
    });

    it('tells each change once, by its newest revision, from any place on', async () => {
      const database = await fresh();
      const [a] = await put(database, { _id: 'a', text: 'one' }, { _id: 'b' });
      if (!a?.ok) throw new Error('not written');
      const [again] = await put(database, { _id: 'a', _rev: a.rev, text: 'two' });
      if (!again?.ok) throw new Error('not written');
      const first = await couch.changes<Note>(database, { since: '0', limit: 1, includeDocs: true });
      expect(first.rows).toMatchObject([{ id: 'b', deleted: false, doc: { _id: 'b' } }]);
      const rest = await couch.changes<Note>(database, {
        since: first.lastSeq,
        limit: 10,
        includeDocs: true,
      });
      expect(rest.rows).toMatchObject([{ id: 'a', revs: [again.rev], doc: { text: 'two' } }]);
      await put(database, { _id: 'a', _rev: again.rev, _deleted: true });
      const last = await couch.changes<Note>(database, { since: rest.lastSeq, limit: 10 });
      expect(last.rows).toMatchObject([{ id: 'a', deleted: true }]);
      expect(last.rows[0]).not.toHaveProperty('doc');
      expect(await couch.changes(database, { since: last.lastSeq, limit: 10 })).toMatchObject({ rows: [] });
    });

    it('wakes a long poll at the next write', async () => {
      const database = await fresh();
      await put(database, { _id: 'a' });
      const { lastSeq } = await couch.changes(database, { since: '0', limit: 10 });
      const waiting = couch.changes<Note>(database, {
        since: lastSeq,
        limit: 10,
        waitMs: 20_000,
        includeDocs: true,
      });
      await couch.getMany(database, ['a']);
      await put(database, { _id: 'b', text: 'woke' });
      const answer = await waiting;
      expect(answer.rows).toMatchObject([{ id: 'b', doc: { text: 'woke' } }]);
      expect(await couch.changes(database, { since: answer.lastSeq, limit: 10 })).toMatchObject({ rows: [] });
    });

    it('answers a long poll at once when there is something', async () => {
      const database = await fresh();
      await put(database, { _id: 'a' }, { _id: 'b' }, { _id: 'c' });
      const answer = await couch.changes(database, { since: '0', limit: 2, waitMs: 20_000 });
      expect(answer.rows.map((row) => row.id)).toEqual(['a', 'b']);
    });

    it('ends a long poll empty, at the same place', async () => {
      const database = await fresh();
      await put(database, { _id: 'a' });
      const { lastSeq } = await couch.changes(database, { since: '0', limit: 10 });
      const answer = await couch.changes(database, { since: lastSeq, limit: 10, waitMs: 50 });
      expect(answer.rows).toEqual([]);
      expect((await couch.changes(database, { since: answer.lastSeq, limit: 10 })).rows).toEqual([]);
    });
  });
}
