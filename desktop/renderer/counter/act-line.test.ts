import { expect, it } from 'vitest';
import type { ActView } from '../../contract/acts.ts';
import { createLanguage } from '../app/language.ts';
import { createWording } from '../app/wording.ts';
import { plainAct } from '../testing/fake-data.ts';
import { type ActLine, actLine } from './act-line.ts';

const i18n = createLanguage('nl');
const wording = createWording(i18n, 'Europe/Amsterdam');

function line(act: ActView['act'], more: Partial<ActView>, titled = true): ActLine {
  const common = { id: 'a', seq: 1, at: 0, session: 's', settled: true, undone: false };
  return actLine({ ...plainAct, ...common, act, ...more }, titled, i18n.t, wording);
}

it('keeps an amount whole behind what it was for and whose it was', () => {
  const paid = line('paid', { cents: 450, card: '0427', params: { method: 'pin' } });
  expect(paid).toMatchObject({ head: 'Betaald', second: 'pin · pas …0427', tail: '€\u00a04,50' });
  expect(line('till-opened', { cents: 10_000 })).toMatchObject({ second: '€\u00a0100,00', tail: null });
});

it('tells a hold by its book and whose it is, and an exception by its answer', () => {
  const hold = line('hold-placed', { title: 'Matilda', card: '0427', params: { branch: 'Woensel' } });
  expect(hold).toMatchObject({ second: 'Matilda', tail: 'pas …0427' });
  const params = { exception: 'paid-twice', answer: 'leave-as-credit' };
  expect(line('exception-settled', { params })).toMatchObject({
    second: 'Dubbel betaald',
    tail: 'Als tegoed laten',
  });
});

it('says where a return goes, and of one that was taken back which book it was', () => {
  const destination = { kind: 'branch', branch: 'Geldrop', forHold: false } as const;
  const taken = { title: 'Matilda', destination, sign: 'away' } as const;
  expect(line('taken', taken, false)).toMatchObject({ sign: 'away', tail: null });
  expect(line('taken', taken, false).second).toContain('Geldrop');
  expect(line('taken', { ...taken, undone: true }, false)).toMatchObject({
    ...{ sign: 'undone', struck: true, second: 'Matilda', tail: 'ongedaan gemaakt' },
  });
});
