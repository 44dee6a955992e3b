import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type ExceptionKind, exceptions } from '@balie/shared/exceptions/registry.ts';
import { expect, test } from 'vitest';

const page = readFileSync(fileURLToPath(new URL('../../docs/EXCEPTIONS.md', import.meta.url)), 'utf8');
const rows = (heading: string): readonly (readonly string[])[] =>
  page
    .split(`## ${heading}\n`)[1]!
    .split('\n## ')[0]!
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .slice(2)
    .map((line) => line.split('|').map((cell) => cell.trim()));

const codesIn = (cell: string): readonly string[] =>
  [...cell.matchAll(/`([^`]+)`/g)].map(([, code]) => code!);

test('every kind of exception stands in EXCEPTIONS.md with what happened, what was done, and its answers', () => {
  const told = rows('Every kind of exception');
  expect(told.map(([, kind]) => codesIn(kind!)[0]).sort()).toEqual(Object.keys(exceptions).sort());
  for (const [, kind, happened, done, answers, owner] of told) {
    const { answers: offered } = exceptions[codesIn(kind!)[0] as ExceptionKind];
    expect(codesIn(answers!), kind).toEqual(Object.keys(offered));
    expect(
      [happened, done, owner].every((words) => words!.length > 3),
      kind,
    ).toBe(true);
  }
});

test('every case that a replay has to answer says what happens at the desk and afterwards', () => {
  const cases = rows('The cases that a replay has to answer');
  expect(cases.length).toBeGreaterThanOrEqual(40);
  for (const [, name, desk, after] of cases)
    expect(
      [name, desk, after].every((words) => words!.length > 0),
      name,
    ).toBe(true);
});
