import { describe, expect, it } from 'vitest';
import { describeCouch } from './couch-contract.ts';
import { MemoryCouch } from './memory-couch.ts';

const timer = (ms: number, wake: () => void) => {
  const alarm = setTimeout(wake, ms);
  return () => clearTimeout(alarm);
};

describeCouch('MemoryCouch', async () => new MemoryCouch({ timer }));

const notes = ['a', 'b', 'c', 'd'].map((_id) => ({
  _id,
  _rev: `1-${_id.charCodeAt(0).toString(16).repeat(16)}`,
}));
const all = { startkey: '', endkey: '\ufff0' };

async function filled(): Promise<MemoryCouch> {
  const couch = new MemoryCouch();
  await couch.createDatabase('db');
  await couch.bulk('db', notes, { newEdits: false });
  return couch;
}
const ids = async (couch: MemoryCouch) => (await couch.rangeIds('db', all)).map((row) => row.id).join('');

describe('the faults of a MemoryCouch', () => {
  it.each(['lost', 'rows', 'thrown'] as const)('writes a bulk in part and answers: %s', async (answer) => {
    const couch = new MemoryCouch();
    await couch.createDatabase('db');
    couch.faults = { bulk: () => ({ write: (_, index) => index % 2 === 0, answer }) };
    const written = couch.bulk('db', notes, { newEdits: false });
    if (answer === 'thrown')
      await expect(written).rejects.toMatchObject({ name: 'CouchError', status: null });
    else
      expect((await written).map((row) => row.ok)).toEqual(
        notes.map((_, i) => answer === 'lost' || i % 2 === 0),
      );
    expect(await ids(couch)).toBe('ac');
  });

  it('rewinds and repeats changes', async () => {
    const couch = await filled();
    const { lastSeq } = await couch.changes('db', { since: '0', limit: 10 });
    couch.faults = { rewind: () => '0', deliver: (_, rows) => [...rows, ...rows].reverse() };
    const answer = await couch.changes('db', { since: lastSeq, limit: 10 });
    expect(answer.rows.map((row) => row.id).join('')).toBe('dcbadcba');
    expect(answer.lastSeq).toBe(lastSeq);
  });
});

describe('a snapshot of a MemoryCouch', () => {
  it('brings everything back as it was, seqs and revisions included', async () => {
    const couch = await filled();
    const before = await couch.changes('db', { since: '0', limit: 10 });
    const snapshot = couch.snapshot();
    await couch.bulk('db', [{ ...notes[0]!, _deleted: true }, { _id: 'e' }]);
    await couch.createDatabase('later');
    couch.restore(snapshot);
    expect(await ids(couch)).toBe('abcd');
    expect(await couch.changes('db', { since: '0', limit: 10 })).toEqual(before);
    expect(await couch.listDatabases('')).toEqual(['db']);
  });

  it('ends the wait on a database that is gone', async () => {
    const couch = await filled();
    const snapshot = couch.snapshot();
    await couch.createDatabase('later');
    const waiting = couch.changes('later', { since: '0', limit: 1, waitMs: 1000 });
    couch.restore(snapshot);
    await expect(waiting).rejects.toMatchObject({ status: 404 });
  });
});

it('gives documents that nobody can change', async () => {
  const couch = await filled();
  const [doc] = await couch.range<{ _id: string }>('db', all);
  expect(() => Object.assign(doc!, { text: 'changed' })).toThrow(TypeError);
});
