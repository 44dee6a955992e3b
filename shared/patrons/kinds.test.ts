import { expect, test } from 'vitest';
import { patronKindSchema } from './bodies.ts';
import { dueOfKind, isAimedFor, rulesOfKind } from './kinds.ts';

const kindsWhere = (fits: (rules: ReturnType<typeof rulesOfKind>) => boolean): readonly string[] =>
  patronKindSchema.options.filter((kind) => fits(rulesOfKind(kind))).toSorted();

test('P5 the kind says who pays for being late, who is warned and who may be two', () => {
  expect(kindsWhere(({ charges }) => charges === 'all')).toEqual(['guest', 'person']);
  expect(kindsWhere(({ charges }) => charges === 'none')).toEqual(['class', 'internal']);
  expect(kindsWhere(({ notices }) => notices)).toEqual(['guest', 'institution', 'person', 'reading-group']);
  expect(kindsWhere(({ duplicates }) => duplicates)).toEqual(['home-delivery', 'person']);
  expect(kindsWhere(({ limits }) => limits === 'none')).toEqual(['class', 'internal', 'other-library']);
  expect(rulesOfKind('guest').limits).toBe('guest');
});

test('P5 classes and home delivery have one day for all, as long as it is to come; what is at the binder has none', () => {
  const due = (kind: Parameters<typeof dueOfKind>[0], fixed: string | null) =>
    dueOfKind(kind, '2026-05-01', '2026-05-22', fixed);
  expect(due('class', '2026-07-10')).toBe('2026-07-10');
  expect(due('home-delivery', '2026-05-13')).toBe('2026-05-13');
  expect(due('class', '2026-05-01')).toBe('2026-05-22');
  expect(due('class', null)).toBe('2026-05-22');
  expect(due('person', '2026-07-10')).toBe('2026-05-22');
  expect(due('internal', '2026-07-10')).toBeNull();
});

test('P7 a class pays no fines, goes by its own calendar, and no copy is sent for it unless the library says so', () => {
  expect(rulesOfKind('class')).toMatchObject({ charges: 'none', calendar: 'school' });
  expect([isAimedFor('class', null), isAimedFor('class', true)]).toEqual([false, true]);
  expect([isAimedFor('person', null), isAimedFor('person', false)]).toEqual([true, false]);
});
