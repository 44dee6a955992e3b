import { expect, test } from 'vitest';
import type { Draft } from '../journal/seal.ts';
import { factsOf, TestStream } from '../testing/make-entry.ts';
import { foldPatron, type PatronState } from './fold-patron.ts';
import { importClass, type PupilRow, rollOver } from './school-classes.ts';
import { subscriptionOn } from './subscription-periods.ts';
import { patronRegister, patronSubscription } from './testing-entries.ts';

const last = { subscription: 'school', from: '2025-08-01', until: '2026-07-31', autoRenew: false };
const year = { subscription: 'school', from: '2026-08-01', until: '2027-07-31' };

function written(before: TestStream, drafts: readonly Draft[]): TestStream {
  for (const draft of drafts) before.write(draft, { at: 100 });
  return before;
}

function schoolClass(id: string, until: string | null = '2026-07-31'): TestStream {
  const desk = new TestStream(`${id}.a`);
  desk.write(patronRegister(id, { kind: 'class', home: 'school', fields: ['familyName'] }), { at: 1 });
  desk.write(patronSubscription(id, { ...last, until }), { at: 2 });
  return desk;
}

const of = (id: string, desk: TestStream): PatronState => foldPatron(id, factsOf(desk.entries));

test('P7 at the turn of the school year a class gets its new name and the new year, once', () => {
  const desk = schoolClass('k4');
  const drafts = rollOver([{ patron: of('k4', desk), name: 'Groep 5' }], year);
  expect(drafts.map(({ kind, personal }) => [kind, personal])).toEqual([
    ['patron.edit', { familyName: 'Groep 5' }],
    ['patron.subscription', undefined],
  ]);
  const moved = of('k4', written(desk, drafts));
  expect(moved.personalFields['familyName']).toBe(desk.entries[2]!._id);
  expect(moved.expires).toBe('2027-07-31');
  expect(rollOver([{ patron: moved, name: 'Groep 5' }], year)).toEqual([]);
});

test('P7 the class that leaves the school ends', () => {
  const ending = of('k8', schoolClass('k8'));
  expect(rollOver([{ patron: ending, name: null }], year)).toEqual([]);
  const desk = schoolClass('k8', null);
  const gone = of('k8', written(desk, rollOver([{ patron: of('k8', desk), name: null }], year)));
  expect(subscriptionOn(gone, '2026-07-31')).not.toBeNull();
  expect(subscriptionOn(gone, '2026-08-01')).toBeNull();
});

const row = (patron: string, change: Partial<PupilRow> = {}): PupilRow => ({
  ...{ patron, givenName: 'Noor', familyName: 'Smit', birthDate: '2018-03-01', guardian: null },
  ...change,
});

test('P7 a list of pupils registers and links them, and names the rows that it cannot take', () => {
  const rows = [
    row('p1', { guardian: 'mum' }),
    row('p2', { familyName: ' ' }),
    row('p1'),
    row('p3', { birthDate: null }),
  ];
  const { drafts, refused } = importClass({ id: 'k4', home: 'school' }, rows, new Map());
  expect(refused).toEqual([
    { row: 1, why: 'name-missing' },
    { row: 2, why: 'patron-twice' },
  ]);
  const facts = factsOf(written(new TestStream('d1.a'), drafts).entries);
  expect(foldPatron('p1', facts)).toMatchObject({
    ...{ known: true, home: 'school', juvenile: true },
    links: [
      { role: 'has-proxy', other: 'k4' },
      { role: 'has-guardian', other: 'mum' },
    ],
  });
  expect(foldPatron('k4', facts).links.map(({ other }) => other)).toEqual(['p1', 'p3']);
  expect(drafts[0]?.body).toMatchObject({ fields: ['birthDate', 'familyName', 'givenName'] });
  expect(drafts.find(({ body }) => 'patron' in body && body.patron === 'p3')?.personal).toEqual({
    familyName: 'Smit',
    givenName: 'Noor',
  });
});

test('P7 the same list again gives nothing, and a pupil who is a member already is only linked', () => {
  const rows = [row('p1', { guardian: 'mum' })];
  const desk = new TestStream('d1.a');
  desk.write(patronRegister('p1'), { at: 1 });
  const first = importClass({ id: 'k4', home: 'school' }, rows, new Map([['p1', of('p1', desk)]]));
  expect(first.drafts.map(({ kind }) => kind)).toEqual(['patron.link', 'patron.link']);
  const again = of('p1', written(desk, first.drafts));
  expect(importClass({ id: 'k4', home: 'school' }, rows, new Map([['p1', again]])).drafts).toEqual([]);
});
