import { nationalDefault } from '@balie/shared/policy/national-default.ts';
import { POLICY_DOC } from '@balie/shared/protocol/document-ids.ts';
import { stateDocument } from '@balie/shared/protocol/state-document.ts';
import { factsOf, TestStream } from '@balie/shared/testing/make-entry.ts';
import { beforeEach, describe, expect, test } from 'vitest';
import { MemoryIndex } from '../adapters/memory-index.ts';
import type { PaperView, PaperWanted, PrintingView } from '../contract/papers.ts';
import type { ActView } from '../contract/acts.ts';
import { B, C, Q, TestDesk } from './testing-desk.ts';

let desk: TestDesk;
let anna: string;

beforeEach(async () => {
  desk = await TestDesk.open(() => new MemoryIndex());
  anna = await desk.member();
});

const paper = (wanted: PaperWanted): Promise<PaperView> =>
  desk.call('paper.get', wanted) as Promise<PaperView>;
const print = (wanted: PaperWanted): Promise<PrintingView> =>
  desk.call('paper.print', wanted) as Promise<PrintingView>;
const lastAct = async (): Promise<string> =>
  ((await desk.call('acts.pull', { after: 0, limit: 99 })) as { acts: readonly ActView[] }).acts.at(-1)!.id;

describe('papers', () => {
  test('a visit has one receipt, and what is printed is what was shown', async () => {
    await desk.scan(B, 'lend', anna);
    const first = await lastAct();
    await desk.scan(C, 'lend', anna);
    const shown = await paper({ act: first });
    expect(shown).toMatchObject({ kind: 'loans', copy: false });
    for (const line of ['Uitgeleend', B, C, '2 exemplaren']) expect(shown.text).toContain(line);
    expect(await paper({ act: null })).toEqual({ ...shown, wanted: { act: await lastAct() } });
    await print({ act: first });
    expect(desk.printing.papers.map((document) => `<svg>${document}</svg>`)).toEqual([shown.picture]);
  });

  test('what was printed before is a copy, after a restart too; a visit that went on is not', async () => {
    await desk.scan(B, 'lend', anna);
    await print({ act: null });
    await desk.lasting(async () => {
      expect(await paper({ act: null })).toMatchObject({ copy: true });
    });
    await print({ act: null });
    expect(desk.printing.papers.map((document) => document.includes('KOPIE'))).toEqual([false, true]);
    await desk.scan(C, 'lend', anna);
    expect(await paper({ act: null })).toMatchObject({ copy: false });
  });

  test('L8 what was undone is not on the receipt, which is asked back only where it may have been printed', async () => {
    const undo = (): Promise<unknown> => desk.call('act.undo', { id: null, session: 'visit' });
    await desk.scan(B, 'lend', anna);
    await desk.scan(C, 'lend', anna);
    expect(await undo()).toMatchObject({ reverse: ['security-on'] });
    expect((await paper({ act: null })).text).not.toContain(C);
    await print({ act: null });
    expect(await undo()).toMatchObject({ reverse: ['receipt', 'security-on'] });
    await desk.scan(B, 'lend', anna);
    await desk.restart();
    expect(await undo()).toMatchObject({ reverse: ['receipt', 'security-on'] });
  });

  test('a receipt speaks the language that is asked, and has the library above and below it', async () => {
    const receipts = { head: ['Bibliotheek Wilgendam'], foot: ['Tot ziens'] };
    const set = new TestStream('centre.p').write(
      { kind: 'policy.set', body: { policy: { ...nationalDefault, receipts } } },
      { at: 1 },
    );
    desk.documents.set(POLICY_DOC, stateDocument(POLICY_DOC, { facts: factsOf([set]) }));
    await desk.restart();
    await desk.scan(B, 'lend', anna);
    const { text } = await paper({ act: null, language: 'en' });
    expect(text).toMatch(/Bibliotheek Wilgendam[^]*Lent[^]*Tot ziens/);
  });

  test('A7 a hold slip has a code and no name', async () => {
    await desk.done({ kind: 'hold.place', queue: Q, patron: anna, pickup: 'centrum' });
    await desk.scan(B, 'take');
    const slip = await paper({ act: await lastAct() });
    expect(slip.kind).toBe('hold-slip');
    expect(slip.text).toMatch(/[0-9A-Z]{2}-[0-9A-Z]{3}/);
    expect(slip.text).toContain(B);
    expect(JSON.stringify(slip)).not.toContain('Jansen');
  });

  test('M8 a payment has its number, what it was for, and the stream whose number it is', async () => {
    await desk.done({ kind: 'charge', patron: anna, reason: 'damage', cents: 1500, item: B });
    const { entries } = await desk.done({ kind: 'pay', patron: anna, method: 'voucher', givenCents: null });
    const receipt = await paper({ act: entries.at(-1)! });
    expect(receipt.kind).toBe('payment');
    expect(receipt.text).toMatch(/Bon 2 +noord\.\w+[^]*Schade +€ 15,00[^]*Tegoedbon +€ 15,00/);
  });

  test('an overview has loans, holds and money, and never is a copy', async () => {
    await desk.scan(B, 'lend', anna);
    await desk.done({ kind: 'charge', patron: anna, reason: 'damage', cents: 1500 });
    await print({ patron: anna });
    const overview = await paper({ patron: anna });
    expect(overview).toMatchObject({ kind: 'overview', copy: false });
    expect(overview.text).toMatch(/eindigt op 0001[^]*Te betalen +€ 15,00/);
    expect(overview.text).not.toContain('Jansen');
  });

  test('M8 a drawer has its report once it was used', async () => {
    expect(await paper({ till: null })).toBeNull();
    await desk.done({ kind: 'till.open', person: 'demo', floatCents: 5000 });
    const report = await paper({ till: null });
    expect(report).toMatchObject({ kind: 'till-report', copy: false });
    expect(report.text).toMatch(/Kassa +noord[^]*Door +demo[^]*Beginbedrag +€ 50,00/);
    await print({ till: null });
    expect(await paper({ till: null })).toMatchObject({ copy: true });
  });

  test('a test page can be printed, and what has no paper cannot', async () => {
    expect((await print({ test: true })).printer.code).toBe('ready');
    expect(desk.printing.papers[0]).toContain('Proefafdruk');
    await desk.done({ kind: 'hold.place', queue: Q, patron: anna, pickup: 'centrum' });
    const placed = desk.written().at(-1)!._id;
    await expect(print({ act: placed })).rejects.toThrow('no-paper');
    expect(await desk.call('printing.drawer', {})).toEqual({ opened: true });
  });
});
