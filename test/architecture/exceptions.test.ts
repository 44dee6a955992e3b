import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type ExceptionKind, exceptions } from '@balie/shared/exceptions/registry.ts';
import { checkCodeSchema } from '@balie/shared/policy/check-codes.ts';
import { nationalDefault } from '@balie/shared/policy/national-default.ts';
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

test('what the page calls a block or a notice is one by the national policy', () => {
  const told = rows('The cases that a replay has to answer').flatMap(([, name, desk]) =>
    [...desk!.matchAll(/\b(block|notice)s? ((?:`[^`]+`(?:, )?)+)/g)].flatMap(([, severity, codes]) =>
      codesIn(codes!).map((code) => ({ name, code, severity })),
    ),
  );
  expect(told.length).toBeGreaterThan(20);
  for (const { name, code, severity } of told) {
    const check = checkCodeSchema.safeParse(code);
    expect(check.success, `${name}: ${code}`).toBe(true);
    expect(nationalDefault.severity[check.data!] ?? 'block', `${name}: ${code}`).toBe(severity);
  }
});

const PEERS = fileURLToPath(new URL('../../../shared/facts/PEERS.md', import.meta.url));

test.skipIf(!existsSync(PEERS))(
  'every case that other systems name stands on the page (needs ../shared/facts)',
  () => {
    const part = readFileSync(PEERS, 'utf8').split('## Cases a replay has to answer')[1]!.split('\n## ')[0]!;
    const names = (part.match(/\b[A-Z][A-Z_]{2,}\b/g) ?? []).map((name) =>
      name === 'MISSING'
        ? 'COPY_STATUS_MISSING'
        : name === 'LONG_OVERDUE'
          ? 'COPY_STATUS_LONG_OVERDUE'
          : name,
    );
    expect(names.length).toBeGreaterThan(35);
    const told = rows('The cases that a replay has to answer').flatMap(([, name]) => codesIn(name!));
    expect(names.filter((name) => !told.includes(name))).toEqual([]);
  },
);
