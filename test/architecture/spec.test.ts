import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const shared = fileURLToPath(new URL('../../shared', import.meta.url));
const RULE = /^[A-Z]\d+(?=\s)/;

/** Rule numbers of `- **L1** ...` in the specification, and those that test titles start with. */
const written = [...readFileSync(`${shared}/SPEC.md`, 'utf8').matchAll(/^- \*\*(\w+)\*\* /gm)].map(
  (match) => match[1]!,
);
const files = readdirSync(shared, { recursive: true, encoding: 'utf8' }).filter((file) =>
  /^(?!node_modules).*\.test\.ts$/.test(file),
);
const titles = files.flatMap((file) => titlesIn(readFileSync(`${shared}/${file}`, 'utf8')));
const proven = new Set(titles.flatMap((title) => RULE.exec(title)?.[0] ?? []));

function titlesIn(source: string): readonly string[] {
  return [...source.matchAll(/^\s*(?:test|it)\(\s*(['"`])(.*?)(?<!\\)\1,/gm)].map((match) => match[2]!);
}

test('the titles of all tests of the rules are read', () => {
  const calls = files.flatMap(
    (file) => readFileSync(`${shared}/${file}`, 'utf8').match(/^\s*(?:test|it)\b/gm) ?? [],
  );
  expect(titles.length).toBe(calls.length);
  expect(titles.length).toBeGreaterThan(80);
});

test('every rule in SPEC.md stands there once, and a test starts with its number', () => {
  expect(written.length).toBeGreaterThan(20);
  expect(new Set(written).size).toBe(written.length);
  expect(written.filter((rule) => !proven.has(rule))).toEqual([]);
});

test('no test proves a rule that SPEC.md does not have', () => {
  expect([...proven].filter((rule) => !written.includes(rule))).toEqual([]);
});
