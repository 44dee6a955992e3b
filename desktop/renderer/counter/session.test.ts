import { describe, expect, it } from 'vitest';
import type { ScanCommand } from '../../contract/contract.ts';
import type { Answer } from '../../contract/answers.ts';
import { fakeItem, fakePatrons } from '../testing/fake-data.ts';
import {
  cancelled,
  emptyCounter,
  overrideReady,
  patronClosed,
  reasonMoved,
  withAnswer,
  withMode,
  type CounterState,
} from './session.ts';

const [first, second] = fakePatrons;
if (!first || !second) throw new Error('the fake needs two patrons');
const item = fakeItem('301002817745', 'Wij slaven van Suriname', 'Anton de Kom');
const command = (code: string): ScanCommand => ({
  code,
  by: 'scanned',
  mode: 'lend',
  patron: null,
  session: 's0',
});
const opened = (state: CounterState, patron = first, fresh = 's1') =>
  withAnswer(state, command(patron.card), { kind: 'patron', patron }, fresh);
const lent: Answer = {
  kind: 'lent',
  item,
  due: '2026-12-14',
  periodDays: 21,
  renewalsLeft: 2,
  again: 'no',
  notices: [],
  overridden: [],
  patron: { ...first, owedCents: 999 },
};
const blocked: Answer = {
  kind: 'blocked',
  act: 'lend',
  item,
  checks: [{ code: 'patron-blocked', level: 'block', params: {}, overridable: true }],
  mayOverride: true,
  needs: 'senior',
  reasons: ['pays-today', 'other'],
};

describe('session at the counter', () => {
  it('U2 a card opens its patron and Uitlenen, in Innemen too', () => {
    const state = opened(withMode(emptyCounter('s0'), 'take', 's9'));
    expect(state).toMatchObject({ mode: 'lend', patron: { id: first.id }, session: 's1', pile: [] });
  });

  it('U2 the next card closes the one before, and begins a new session; the same card does not', () => {
    const withBook = withAnswer(opened(emptyCounter('s0')), command(item.barcode), lent, 'x');
    expect(opened(withBook, first, 's2')).toMatchObject({ session: 's1', pile: [{ title: item.title }] });
    expect(opened(withBook, second, 's2')).toMatchObject({
      patron: { id: second.id },
      session: 's2',
      pile: [],
    });
  });

  it('U2 closing and Innemen take the name off the screen, and all that was theirs', () => {
    const withBook = {
      ...withAnswer(opened(emptyCounter('s0')), command(item.barcode), lent, 'x'),
      text: 'de boer',
    };
    for (const after of [patronClosed(withBook, 's3'), withMode(withBook, 'take', 's3')]) {
      expect(after).toMatchObject({ patron: null, session: 's3', shown: null, pile: [], text: '' });
      expect(JSON.stringify(after)).not.toContain(first.name);
    }
  });

  it('U1 Verlengen goes on with the patron and the session', () => {
    const state = withMode(opened(emptyCounter('s0')), 'renew', 's3');
    expect(state).toMatchObject({ mode: 'renew', patron: { id: first.id }, session: 's1', shown: null });
  });

  it('shows the answer, renews the patron and lays the book on the pile once', () => {
    const once = withAnswer(opened(emptyCounter('s0')), command(item.barcode), lent, 'x');
    const twice = withAnswer(once, command(item.barcode), { ...lent, again: 'nothing' }, 'x');
    expect(twice.patron?.owedCents).toBe(999);
    expect(twice.pile).toHaveLength(1);
    expect(twice.shown?.number).toBe(3);
  });

  it('D2 chooses no reason beforehand, and is ready only with one', () => {
    const state = withAnswer(opened(emptyCounter('s0')), command(item.barcode), blocked, 'x');
    expect(state.reason).toBeNull();
    expect(overrideReady(state)).toBe(false);
    const chosen = reasonMoved(state, 1);
    expect(chosen.reason).toBe('pays-today');
    expect(overrideReady(chosen)).toBe(true);
    const other = reasonMoved(chosen, 1);
    expect(overrideReady(other)).toBe(false);
    expect(overrideReady({ ...other, note: 'komt morgen terug' })).toBe(true);
    expect(reasonMoved(other, 1).reason).toBe('pays-today');
  });

  it('D2 offers no override without the right, nor of a block that nobody may override', () => {
    const stuck = { ...blocked, checks: blocked.checks.map((check) => ({ ...check, overridable: false })) };
    for (const answer of [{ ...blocked, mayOverride: false }, stuck]) {
      const state = withAnswer(emptyCounter('s0'), command(item.barcode), answer, 'x');
      expect(reasonMoved(state, 1).reason).toBeNull();
      expect(overrideReady({ ...state, reason: 'pays-today' })).toBe(false);
    }
  });

  it('a blocked book stays on the pile, until it is lent after all', () => {
    const state = withAnswer(opened(emptyCounter('s0')), command(item.barcode), blocked, 'x');
    expect(state.pile).toMatchObject([{ end: 'notLent' }]);
    expect(withAnswer(state, command(item.barcode), lent, 'x').pile).toMatchObject([{ end: 'lent' }]);
  });

  it('F4 takes what was typed first, then the answer', () => {
    const state = { ...withAnswer(emptyCounter('s0'), command('1'), blocked, 'x'), text: 'ab' };
    expect(cancelled(state)).toMatchObject({ text: '', shown: { open: true } });
    expect(cancelled(cancelled(state)).shown).toBeNull();
  });
});
