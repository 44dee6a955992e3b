import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { checkin, TestStream } from '../testing/make-entry.ts';
import { canonicalJson, hashEntry } from './canonical.ts';
import { inspectChain } from './chain.ts';
import type { AnyEntry } from './entry.ts';
import { factOf } from './fact.ts';
import { entryId, parseEntryId } from './ids.ts';
import { readEntry } from './read-entry.ts';
import { payloadFits, seal, type Tip } from './seal.ts';
import { upcast } from './upcasters.ts';

function entry(): AnyEntry {
  return new TestStream('d1.a').write(checkin('30100281774501'), { at: 5 });
}

describe('entries', () => {
  test('the hash is SHA-256 of the RFC 8785 JSON without _id, _rev and sig', () => {
    const { _id, _rev, sig, ...rest } = entry();
    const sorted = JSON.stringify(rest, (_, value: unknown) =>
      value !== null && typeof value === 'object' && !Array.isArray(value)
        ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
        : value,
    );
    const hash = createHash('sha256').update(sorted).digest('hex');
    expect(canonicalJson(rest)).toBe(sorted);
    expect(_id).toBe(`entry:d1.a:00000001:${hash.slice(0, 16)}`);
    expect(_rev).toBe(`1-${hash.slice(0, 32)}`);
    expect(sig).toBe('');
  });

  test('ids read back', () => {
    expect(parseEntryId(entryId('d1.a', 12, 'f'.repeat(64)))).toEqual({
      stream: 'd1.a',
      seq: 12,
      hash16: 'f'.repeat(16),
    });
    expect(parseEntryId('entry:d1.a:12:ff')).toBeNull();
  });

  test('a leaf that does not match its id is refused, and so is a body that its kind does not have', () => {
    expect(readEntry(entry())).toMatchObject({ ok: true, known: true });
    expect(readEntry({ ...entry(), wall: 6 })).toMatchObject({ ok: false, problem: { code: 'entry-hash' } });
    expect(readEntry({})).toMatchObject({ ok: false, problem: { code: 'entry-malformed' } });
    const odd = new TestStream('d1.b').write({ kind: 'checkin', body: { item: '' } as never }, { at: 5 });
    expect(readEntry(odd)).toMatchObject({ ok: false, problem: { code: 'entry-body' } });
  });

  test('unknown kinds and newer versions are kept and not folded', () => {
    const future = new TestStream('d1.c').write(
      { kind: 'item.teleport' as 'checkin', body: { item: 'x' } as never },
      { at: 5 },
    );
    expect(readEntry(future)).toMatchObject({ ok: true, known: false });
    expect(factOf(future, new Map())).toBeNull();
    const newer = { kind: 'checkin', v: 2, body: {} };
    expect(upcast(newer)).toBeNull();
  });

  test('old versions are read through upcasters, one after another', () => {
    const table = {
      move: [
        (b: Record<string, unknown>) => ({ ...b, two: true }),
        (b: Record<string, unknown>) => ({ ...b, three: b['two'] }),
      ],
    };
    expect(upcast({ kind: 'move', v: 1, body: {} }, table)).toEqual({
      kind: 'move',
      v: 3,
      body: { two: true, three: true },
    });
    expect(upcast({ kind: 'move', v: 2, body: {} }, table)).toEqual({
      kind: 'move',
      v: 3,
      body: { three: undefined },
    });
  });

  test('A1 a personal payload is named by its hash and stands in no entry', () => {
    const draft = { ...checkin('b'), after: [], personal: { familyName: 'Yılmaz' } } as Parameters<
      typeof seal
    >[0];
    const place = { library: 'NL-1', branch: 'b', staff: null, session: null, rules: 1, policy: '' };
    const tip: Tip = { stream: 'd1.a', seq: 0, hash: null };
    const { entry: sealed, payload } = seal(
      draft,
      place,
      { wall: 1, mono: 1, boot: 'b' },
      tip,
      () => 's',
      'salt-salt-salt-salt',
    );
    expect(JSON.stringify(sealed)).not.toContain('Yılmaz');
    expect(payloadFits(sealed, payload!)).toBe(true);
    expect(payloadFits(sealed, { ...payload!, fields: { familyName: 'Jansen' } })).toBe(false);
  });
});

describe('what a careless or hostile writer brings', () => {
  test('what is undefined, however deep, is in the entry neither in memory nor on the disk', () => {
    const { kind, body } = checkin('b');
    const odd = {
      kind,
      body: {
        ...body,
        returnedAt: undefined,
        captured: { hold: 'x', place: undefined, list: [{ a: undefined, b: 1 }] },
      },
    };
    const written = new TestStream('d1.a').write(odd as never, { at: 5 });
    expect(Object.keys(written.body)).toEqual(['item', 'destination', 'captured']);
    expect(written.body['captured']).toStrictEqual({ hold: 'x', list: [{ b: 1 }] });
    expect(JSON.parse(JSON.stringify(written))).toStrictEqual(written);
    expect(() =>
      new TestStream('d1.a').write({ kind, body: { ...body, list: [1, undefined] } } as never, { at: 5 }),
    ).toThrow('undefined');
  });

  test('half a surrogate pair is refused, not thrown', () => {
    expect(readEntry({ ...entry(), body: { item: '\ud800' } })).toMatchObject({
      ok: false,
      problem: { code: 'entry-malformed' },
    });
  });

  test('a kind with the name of something that every object has is unknown, like any other', () => {
    for (const kind of ['constructor', 'hasOwnProperty', '__proto__', 'toString']) {
      const odd = new TestStream('d1.a').write({ kind, body: {} } as never, { at: 5 });
      expect(readEntry(odd)).toMatchObject({ ok: true, known: false });
      expect(factOf(odd, new Map())).toBeNull();
      expect(upcast({ kind, v: 1, body: {} })).toEqual({ kind, v: 1, body: {} });
      expect(upcast({ kind, v: 2, body: {} })).toBeNull();
    }
  });
});

describe('chains', () => {
  const chain = (): readonly AnyEntry[] => {
    const stream = new TestStream('d1.a');
    for (const item of ['a', 'b', 'c']) stream.write(checkin(item), { at: 1 });
    return stream.entries;
  };

  test('holes are reported, repeats are not', () => {
    const [a, b, c] = chain();
    expect(inspectChain([c!, a!, a!])).toMatchObject({ entries: 2, holes: [2], forks: [], broken: [] });
    expect(inspectChain([c!, b!, a!])).toMatchObject({ entries: 3, holes: [], broken: [] });
  });

  test('a fork keeps both branches, each on a line of its own', () => {
    const one = new TestStream('d1.a');
    const two = new TestStream('d1.a');
    for (const stream of [one, two]) stream.write(checkin('same'), { at: 1 });
    for (const [stream, item] of [
      [one, 'x'],
      [two, 'y'],
    ] as const) {
      stream.write(checkin(item), { at: 2 });
      stream.write(checkin(`${item}2`), { at: 3 });
    }
    const report = inspectChain([...one.entries, ...two.entries]);
    expect(report).toMatchObject({ entries: 5, forks: [2, 3], holes: [], broken: [] });
    expect(new Set(Object.values(report.lines)).size).toBe(2);
    expect(report.lines[one.entries[1]!._id]).toBe(report.lines[one.entries[2]!._id]);
  });

  test('an entry that names one further down than its neighbour is broken too', () => {
    const [a, b, c] = chain();
    expect(inspectChain([a!, b!, { ...c!, prev: hashEntry(a!) }]).broken).toHaveLength(1);
  });

  test('an entry that names no neighbour is broken', () => {
    const [a, b] = chain();
    expect(inspectChain([a!, { ...b!, prev: hashEntry(b!) }]).broken).toHaveLength(1);
  });
});
