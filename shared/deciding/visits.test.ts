import fc from 'fast-check';
import { expect, test } from 'vitest';
import { NO_VISITS, type VisitEvent, type Visits, visitsAfter } from './visits.ts';

const IDLE = 1000;
const after = (...events: readonly (VisitEvent | [VisitEvent, number])[]): Visits =>
  events.reduce<Visits>(
    (visits, one) =>
      Array.isArray(one) ? visitsAfter(visits, one[0], one[1], IDLE) : visitsAfter(visits, one, 0, IDLE),
    NO_VISITS,
  );
const card = (patron: string): VisitEvent => ({ kind: 'card', session: `s-${patron}`, patron });

test('U2 a patron closes on the next card, a mode change, the key, or after a while without anything', () => {
  expect(after(card('anna'), card('bram'))).toMatchObject({
    open: { patron: 'bram' },
    previous: { patron: 'anna' },
  });
  expect(after(card('anna'), { kind: 'mode' }).open).toBeNull();
  expect(after(card('anna'), { kind: 'close' }).open).toBeNull();
  expect(after(card('anna'), [{ kind: 'tick' }, IDLE - 1]).open).toMatchObject({ patron: 'anna' });
  expect(after(card('anna'), [{ kind: 'tick' }, IDLE]).open).toBeNull();
  expect(after(card('anna'), [{ kind: 'touch' }, 900], [{ kind: 'tick' }, 1800]).open).toMatchObject({
    patron: 'anna',
  });
  expect(after(card('anna'), card('anna')).previous).toBeNull();
});

test('U2 a visit is parked and taken up as it was; the previous patron comes back for those who may', () => {
  const parked = [card('anna'), { kind: 'park' } as const, card('bram')];
  expect(after(...parked)).toMatchObject({ open: { patron: 'bram' }, parked: [{ patron: 'anna' }] });
  const resumed = after(...parked, { kind: 'resume', session: 's-anna' });
  expect(resumed).toMatchObject({ open: { session: 's-anna' }, parked: [], previous: { patron: 'bram' } });
  const closed = [card('anna'), { kind: 'close' } as const];
  expect(after(...closed, { kind: 'previous', allowed: true }).open).toMatchObject({ session: 's-anna' });
  expect(after(...closed, { kind: 'previous', allowed: false }).open).toBeNull();
});

test('U2 a parked visit is never lost, and nobody is open twice', () => {
  const event = fc.oneof(
    fc.constantFrom('a', 'b', 'c').map(card),
    fc
      .constantFrom<VisitEvent['kind']>('touch', 'mode', 'close', 'park', 'tick')
      .map((kind) => ({ kind }) as VisitEvent),
    fc.constantFrom('a', 'b', 'c').map((p): VisitEvent => ({ kind: 'resume', session: `s-${p}` })),
  );
  fc.assert(
    fc.property(fc.array(event, { maxLength: 30 }), (events) => {
      let visits = NO_VISITS;
      for (const [i, one] of events.entries()) {
        const before = visits;
        visits = visitsAfter(visits, one, i * 400, IDLE);
        const gone = before.parked.filter((visit) => !visits.parked.includes(visit));
        expect(gone.every((visit) => visits.open?.session === visit.session)).toBe(true);
      }
    }),
  );
});
