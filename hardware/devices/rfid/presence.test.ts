import { describe, expect, it } from 'vitest';
import type { TagUid } from '../../codecs/rfid/tag-uid.ts';
import type { PadFailureCode, PadTag } from '../../ports/rfid-pad.ts';
import { Presence } from './presence.ts';

const uid = 'E004010046707A28' as TagUid;
const memory = { blockSize: 4, bytes: new Uint8Array(8) };
const blank: PadTag = { uid, dsfid: 0, afi: 7, memory, reading: { kind: 'blank' } };
const unread = (code: PadFailureCode): PadTag => ({
  ...blank,
  reading: { kind: 'unreadable', failure: { code, uid, detail: '' } },
});
const [seen, nothing] = [new Set([uid]), new Set<TagUid>()];

describe('presence', () => {
  it('has a tag go only after so many looks in a row without it', () => {
    const presence = new Presence(3);
    presence.read(blank);
    const looks = [nothing, nothing, seen, nothing, nothing, nothing, nothing];
    expect(looks.map((look) => presence.look(look))).toEqual([
      [],
      [],
      [],
      [],
      [],
      [{ kind: 'went', uid }],
      [],
    ]);
  });

  it('speaks of a tag that is gone at its first reading only when the next look sees it too', () => {
    const presence = new Presence(3);
    const gone = unread('tag-gone');
    expect(presence.read(gone)).toEqual([]);
    presence.look(nothing);
    expect(presence.read(gone)).toEqual([]);
    presence.look(seen);
    expect(presence.read(gone)).toEqual([{ kind: 'came', tag: gone }]);
    expect(presence.read(gone)).toEqual([]);
    expect(presence.read(blank)).toEqual([{ kind: 'changed', tag: blank }]);
  });

  it('has read again what could not be read, and what is in doubt, and nothing else', () => {
    const presence = new Presence(3);
    expect(presence.isToBeRead(uid)).toBe(true);
    presence.read(unread('read-failed'));
    expect(presence.isToBeRead(uid)).toBe(true);
    presence.read(blank);
    expect(presence.isToBeRead(uid)).toBe(false);
    presence.learn(uid, (tag) => ({ ...tag, afi: null }), true);
    expect(presence.isToBeRead(uid)).toBe(true);
    presence.read(blank);
    expect(presence.isToBeRead(uid)).toBe(false);
  });
});
