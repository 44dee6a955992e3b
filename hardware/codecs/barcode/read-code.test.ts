import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCode } from './read-code.ts';

const bare = { prefix: '', suffix: '' };
const utf8 = new TextEncoder();
const read = (text: string, affixes = bare, aim: string | null = null) =>
  readCode(utf8.encode(text), aim, affixes);
const codes = fc.stringMatching(/^[A-Z0-9][A-Z0-9 .-]{0,30}[A-Z0-9]$/);
const affixes = fc.stringMatching(/^[!-~]{0,8}$/).filter((text) => !text.includes(']'));
const aims = fc.stringMatching(/^\][A-Za-z][0-9A-Za-z]$/);

describe('reading what a scanner sent', () => {
  it('takes the code out of its prefix, AIM id and suffix, in either order of the first two', () => {
    fc.assert(
      fc.property(codes, affixes, affixes, aims, fc.boolean(), (code, prefix, suffix, aim, aimFirst) => {
        const raw = `${aimFirst ? aim + prefix : prefix + aim}${code}${suffix}`;
        expect(read(raw, { prefix, suffix })).toMatchObject({ ok: true, code, raw });
        expect(read(raw, { prefix, suffix })).not.toMatchObject({ symbology: null });
        expect(read(`${prefix}${code}${suffix}`, { prefix, suffix }, aim)).toMatchObject({ ok: true, code });
      }),
    );
  });

  it('does not take a code for whole that lacks the prefix or suffix that its scanner sends', () => {
    expect(read('0234000517861*', { prefix: 'B', suffix: '*' })).toMatchObject({
      ok: false,
      why: { code: 'prefix-missing', params: { prefix: 'B' } },
    });
    expect(read('B302340005', { prefix: 'B', suffix: '*' })).toMatchObject({
      ok: false,
      why: { code: 'suffix-missing', params: { suffix: '*' } },
    });
  });

  it('takes off line ends and blanks around a code', () => {
    expect(read(' 30234000517861 \r\n')).toMatchObject({ code: '30234000517861', symbology: null });
    expect(read('30234000517861*\r', { prefix: '', suffix: '*' })).toMatchObject({ code: '30234000517861' });
    expect(read('30234000517861\t', { prefix: '', suffix: '\t' })).toMatchObject({ code: '30234000517861' });
  });

  it('says what is no code: nothing, noise, and more than any code has', () => {
    const why = (bytes: Uint8Array) => readCode(bytes, null, bare);
    expect(why(utf8.encode(''))).toMatchObject({ why: { code: 'empty' } });
    expect(why(utf8.encode(']C0 '))).toMatchObject({ why: { code: 'empty' } });
    expect(why(Uint8Array.of(0x33, 0x00, 0x34))).toMatchObject({ why: { code: 'unreadable' } });
    expect(why(Uint8Array.of(0x33, 0xfe, 0x34))).toMatchObject({
      raw: '3\u00fe4',
      why: { code: 'unreadable' },
    });
    expect(why(utf8.encode('3'.repeat(513)))).toMatchObject({ why: { code: 'too-long' } });
  });

  it('reads UTF-8 as QR codes have it, and group separators of GS1 codes', () => {
    expect(read('bibliotheek-privé €')).toMatchObject({ code: 'bibliotheek-privé €' });
    expect(read(']C10112345\u001d10A')).toMatchObject({ code: '0112345\u001d10A', symbology: 'gs1-128' });
  });

  it('never throws, and never gives a code with a character that was not sent', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 700 }), affixes, affixes, (bytes, prefix, suffix) => {
        const answer = readCode(bytes, null, { prefix, suffix });
        if (answer.ok) expect(answer.raw).toContain(answer.code);
      }),
    );
  });
});
