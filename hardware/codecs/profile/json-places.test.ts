import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonPlaces } from './json-places.ts';

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Every path of a value, with the value. */
function pathsOf(
  value: unknown,
  path: readonly (string | number)[] = [],
): [readonly (string | number)[], unknown][] {
  const below = Array.isArray(value)
    ? value.flatMap((element, index) => pathsOf(element, [...path, index]))
    : typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([key, member]) => pathsOf(member, [...path, key]))
      : [];
  return [[path, value], ...below];
}

describe('places in JSON', () => {
  it('are the lines on which the values stand', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
        const text = JSON.stringify(value, null, 2);
        const lines = text.split('\n');
        const places = jsonPlaces(text);
        if (!places.ok) return expect.unreachable(places.code);
        for (const [path, at] of pathsOf(value)) {
          const begin =
            typeof at === 'object' && at !== null ? JSON.stringify(at).slice(0, 1) : JSON.stringify(at);
          expect(lines[places.lineOf(path) - 1]).toContain(begin);
          const key = path.at(-1);
          if (typeof key === 'string')
            expect(lines[places.lineOf(path) - 1]).toContain(`${JSON.stringify(key)}: `);
        }
        return undefined;
      }),
    );
  });

  it('are had of exactly what JSON.parse reads, whatever was changed in it', () => {
    const broken = fc
      .tuple(
        fc.json({ maxDepth: 3 }),
        fc.nat(),
        fc.nat(2),
        fc.constantFrom('', ',', '"', '{', ']', ':', '0', '-', '\\', '\u007f', '\n', '\t', 'é', 'nul'),
      )
      .map(([text, place, cut, put]) => {
        const at = place % (text.length + 1);
        return text.slice(0, at) + put + text.slice(at + cut);
      });
    fc.assert(
      fc.property(fc.oneof(broken, fc.string(), fc.json()), (text) => {
        const places = jsonPlaces(text);
        if (!places.ok && places.code === 'json-name-twice') return;
        expect(places.ok).toBe(isJson(text));
      }),
      { numRuns: 2000 },
    );
  });

  it('say where JSON ends to be JSON, and what should stand there', () => {
    expect(jsonPlaces('{\n  "a": [1, 2,]\n}')).toMatchObject({
      line: 2,
      column: 14,
      code: 'json-value',
    });
    expect(jsonPlaces('{\r\n  "a": 1\r\n  "b": 2 }')).toMatchObject({
      line: 3,
      column: 3,
      ...{ code: 'json-sign', params: { signs: '"," / "}"' } },
    });
    expect(jsonPlaces('{ a: 1 }')).toMatchObject({ line: 1, column: 3, code: 'json-name' });
    expect(jsonPlaces('{} {}')).toMatchObject({ line: 1, column: 4, code: 'json-end' });
    expect(jsonPlaces('')).toMatchObject({ line: 1, column: 1 });
  });

  it('refuse a name that stands twice, and more depth than settings have', () => {
    expect(jsonPlaces('{ "pads": [],\n"pads": [] }')).toMatchObject({
      line: 2,
      ...{ code: 'json-name-twice', params: { twice: '"pads"' } },
    });
    expect(jsonPlaces('['.repeat(100_000))).toMatchObject({ ok: false, code: 'json-nesting' });
  });

  it('of something that is not there are the line of what it would stand in', () => {
    const places = jsonPlaces('{\n"scanners": [\n{ "name": "links" }\n]}');
    expect(places.ok && places.lineOf(['scanners', 0, 'link', 'path'])).toBe(3);
  });
});
