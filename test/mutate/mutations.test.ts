import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { mutated, nameOf } from './mutation.ts';
import { mutations as ofSimulation } from '../simulation/mutations.ts';
import { mutations } from './mutations.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

const isOfRules = (name: string): boolean => mutations.some((one) => nameOf(one) === name);

test('every mutation can be made: what it changes stands once where it says', () => {
  for (const mutation of [...mutations, ...ofSimulation]) {
    const source = readFileSync(root + mutation.file, 'utf8');
    expect(mutated(source, mutation), mutation.says).not.toBe(source);
  }
});

test('docs/MUTATIONS.md lists them all', () => {
  const page = readFileSync(`${root}docs/MUTATIONS.md`, 'utf8');
  const rows = [
    ...mutations.map(({ rule, says }) => `| ${rule} | ${says} |`),
    ...ofSimulation.flatMap(({ name, says }) => (isOfRules(name) ? [] : `| ${says} |`)),
  ];
  expect(rows.filter((row) => !page.includes(row))).toEqual([]);
});

test('there are enough of them, each by its own name, over all areas of the rules', () => {
  expect(mutations.length).toBeGreaterThanOrEqual(40);
  expect(new Set(mutations.map(nameOf)).size).toBe(mutations.length);
  const areas = new Set(mutations.map(({ rule }) => rule[0]));
  expect([...areas].sort().join('')).toBe('ADEGHILMNPU');
});
