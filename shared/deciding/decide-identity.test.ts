import { expect, test } from 'vitest';
import { patronDoc } from '../protocol/document-ids.ts';
import { patronRegister } from '../patrons/testing-entries.ts';
import { counter } from '../testing/make-situation.ts';
import { decideMerging, decideParting } from './decide-identity.ts';
import { decideLink } from './decide-representation.ts';
import type { Outcome } from './outcome.ts';
import { TestLibrary } from './testing-library.ts';

const why = (made: Outcome): readonly string[] =>
  made.kind === 'refused' ? made.objections.map(({ code }) => code) : [];

/** People who were registered apart. */
function people(...ids: readonly string[]): TestLibrary {
  const library = new TestLibrary(ids);
  for (const id of ids) library.write([{ ...patronRegister(id), after: [] } as never]);
  return library;
}

const merge = (library: TestLibrary, a: string, b: string): Outcome =>
  decideMerging(counter, library.patron(a), library.patron(b));
const part = (library: TestLibrary, a: string, b: string): Outcome =>
  decideParting([a, b], [library.patron(a), library.patron(b)], library.facts(patronDoc(a)));

function does(library: TestLibrary, made: Outcome): void {
  if (made.kind === 'refused') throw new Error(why(made).join());
  library.write(made.drafts);
}

test('P3 two are merged into the smaller id, whichever is named first', () => {
  expect(merge(people('p1', 'p2'), 'p2', 'p1')).toMatchObject({
    drafts: [{ kind: 'patron.merge', body: { patron: 'p2', into: 'p1' } }],
  });
  const library = people('p1', 'p2');
  does(library, merge(library, 'p1', 'p2'));
  expect(why(merge(library, 'p1', 'p2'))).toEqual(['merged-already']);
  expect(why(merge(library, 'p1', 'nobody'))).toEqual(['patron-unknown']);
});

test('P3 whom somebody told apart are merged by override only', () => {
  const library = people('p1', 'p2');
  does(library, part(library, 'p2', 'p1'));
  expect(library.patron('p1').distinctFrom).toEqual(['p2']);
  expect(why(part(library, 'p1', 'p2'))).toEqual(['told-apart']);
  expect(why(merge(library, 'p1', 'p2'))).toEqual(['told-apart']);
  const made = decideMerging(counter, library.patron('p1'), library.patron('p2'), { reason: 'consulted' });
  expect(made).toMatchObject({ drafts: [{ body: { overrides: { checks: ['told-apart'], by: 'demo' } } }] });
});

test('P6 a link ends under the ids that it was made with', () => {
  const library = people('p1', 'p2', 'p3');
  does(library, decideLink(library.patron('p3'), library.patron('p2'), 'guardian', 'make'));
  does(library, decideLink(library.patron('p3'), library.patron('p2'), 'family', 'make'));
  does(library, merge(library, 'p1', 'p2'));
  does(library, decideLink(library.patron('p3'), library.patron('p1'), 'guardian', 'end'));
  does(library, decideLink(library.patron('p1'), library.patron('p3'), 'family', 'end'));
  expect(library.people.map((id) => library.patron(id).links)).toEqual([[], [], []]);
});

test('P3 of three that were merged in a chain one is parted, and the other two stay one', () => {
  const library = people('p1', 'p2', 'p3');
  does(library, merge(library, 'p2', 'p3'));
  does(library, merge(library, 'p1', 'p2'));
  expect(library.people.map((id) => library.patron(id).id)).toEqual(['p1', 'p1', 'p1']);
  does(library, part(library, 'p1', 'p3'));
  expect(library.people.map((id) => library.patron(id).id)).toEqual(['p1', 'p1', 'p3']);
  expect(library.patron('p1').distinctFrom).toEqual(['p3']);
  expect(why(part(library, 'p1', 'p1'))).toEqual(['same-patron']);
});
