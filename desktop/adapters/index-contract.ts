import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Index } from '../core/ports.ts';
import { itemDocument, patronDocuments, queueDocument, titleDocument } from './document-fixtures.ts';

const active = (number: string) => ({ number, active: true });

/** What every index does. `open` gives an empty one. */
export function describeIndex(name: string, open: () => Promise<Index>): void {
  describe(`${name} as an Index`, () => {
    let index: Index;
    beforeEach(async () => {
      index = await open();
    });
    afterEach(() => index.close());

    it('finds a patron by any of the cards, the holder of the active one first', async () => {
      const [old] = patronDocuments('p1', [{ number: '111', active: false }, active('112')], {});
      const [young] = patronDocuments('p2', [active('111')], {});
      await index.apply([old, young], []);
      expect(await index.patronByCard('111')).toBe('p2');
      expect(await index.patronByCard('112')).toBe('p1');
      expect(await index.patronByCard('113')).toBeNull();
    });

    it('knows who has what, and forgets it when it changes', async () => {
      await index.apply(
        [itemDocument({ barcode: 'b2', patron: 'p1' }), itemDocument({ barcode: 'b1', patron: 'p1' })],
        [],
      );
      expect(await index.loansOf('p1')).toEqual(['b1', 'b2']);
      await index.apply([itemDocument({ barcode: 'b1', patron: 'p2' }), itemDocument({ barcode: 'b2' })], []);
      expect(await index.loansOf('p1')).toEqual([]);
      expect(await index.loansOf('p2')).toEqual(['b1']);
    });

    it('knows the queues in which a hold is open', async () => {
      await index.apply(
        [queueDocument('queue:title:t1', ['p1'], ['p2']), queueDocument('queue:item:b1', ['p1', 'p2'])],
        [],
      );
      expect(await index.queuesOf('p1')).toEqual(['queue:item:b1', 'queue:title:t1']);
      expect(await index.queuesOf('p2')).toEqual(['queue:item:b1']);
      await index.apply([queueDocument('queue:item:b1', [], ['p1', 'p2'])], []);
      expect(await index.queuesOf('p1')).toEqual(['queue:title:t1']);
    });

    it('finds a title by either length of its ISBN, and its copies', async () => {
      await index.apply([titleDocument('t1', { title: 'Turks fruit', isbns: ['978-90-290-6654-9'] })], []);
      await index.apply(
        [itemDocument({ barcode: 'b2', title: 't1' }), itemDocument({ barcode: 'b1', title: 't1' })],
        [],
      );
      expect(await index.titleByIsbn('9789029066549')).toBe('t1');
      expect(await index.titleByIsbn('9029066547')).toBe('t1');
      expect(await index.titleByIsbn('9789029066540')).toBeNull();
      expect(await index.copiesOf('t1')).toEqual(['b1', 'b2']);
    });

    it('searches people and titles together, by the beginnings of words in any order, without diacritics', async () => {
      const [patron, contact] = patronDocuments(
        'p1',
        [{ number: '110', active: false }, active('111')],
        { givenName: 'Zoë', prefix: 'van der', familyName: 'Çelik', birthDate: '1980-03-12' },
        { street: 'Dorpsstraat 1', postcode: '1234 QA', city: 'Zwolle' },
      );
      await index.apply(
        [
          contact,
          patron,
          titleDocument('t1', { title: 'Zoë ontdekt', author: 'C. Celik' }),
          itemDocument({ barcode: 'b1', title: 't1' }),
        ],
        [],
      );
      const person = { id: 'p1', name: 'Zoë van der Çelik', card: '111', born: 1980, city: 'Zwolle' };
      const title = { id: 't1', title: 'Zoë ontdekt', author: 'C. Celik', barcodes: ['b1'] };
      expect(await index.search('celi ZOE', 5)).toEqual({ patrons: [person], titles: [title] });
      expect(await index.search('zoé "ontd', 5)).toEqual({ patrons: [], titles: [title] });
      for (const text of ['çelik 12-03-1980', '1234qa', 'der dorps', '111']) {
        expect([text, (await index.search(text, 5)).patrons]).toEqual([text, [person]]);
      }
      expect(await index.search('', 5)).toEqual({ patrons: [], titles: [] });
      expect(await index.search('-"*', 5)).toEqual({ patrons: [], titles: [] });
    });

    it('gives no more than asked for', async () => {
      const many = Array.from({ length: 9 }, (_, i) => i);
      await index.apply(
        [
          ...many.map((i) => patronDocuments(`p${i}`, [], { familyName: 'Jansen' })[0]),
          ...many.map((i) => titleDocument(`t${i}`, { title: 'Jansen' })),
        ],
        [],
      );
      const { patrons, titles } = await index.search('jan', 4);
      expect([patrons.length, titles.length]).toEqual([4, 4]);
    });

    it('takes a document twice as once, follows its changes and its deletion', async () => {
      const [first, contact] = patronDocuments(
        'p1',
        [active('111')],
        { familyName: 'Jansen' },
        { city: 'Zwolle' },
      );
      const [second] = patronDocuments('p1', [active('222')], { familyName: 'Pietersen' });
      const title = titleDocument('t1', { title: 'Eerste', isbns: ['9789029066549'] });
      await index.apply([first, first, contact, title], []);
      await index.apply([second, titleDocument('t1', { title: 'Tweede' })], []);
      expect((await index.search('jansen', 5)).patrons).toEqual([]);
      expect((await index.search('pietersen zwolle', 5)).patrons).toHaveLength(1);
      expect(await index.patronByCard('111')).toBeNull();
      expect((await index.search('eerste', 5)).titles).toEqual([]);
      expect(await index.titleByIsbn('9789029066549')).toBeNull();
      await index.apply(
        [queueDocument('queue:title:t1', ['p1']), itemDocument({ barcode: 'b1', title: 't1', patron: 'p1' })],
        [],
      );
      await index.apply([], ['contact:p1', 'item:b1', 'queue:title:t1', 'title:t1', 'staff:s1']);
      expect((await index.search('zwolle', 5)).patrons).toEqual([]);
      expect([await index.loansOf('p1'), await index.copiesOf('t1'), await index.queuesOf('p1')]).toEqual([
        [],
        [],
        [],
      ]);
      expect((await index.search('tweede', 5)).titles).toEqual([]);
      await index.apply([], ['patron:p1']);
      expect([await index.patronByCard('222'), (await index.search('pietersen', 5)).patrons]).toEqual([
        null,
        [],
      ]);
    });

    it('is empty after it is cleared, and works on', async () => {
      await index.apply([itemDocument({ barcode: 'b1', patron: 'p1' })], []);
      await index.clear();
      expect(await index.loansOf('p1')).toEqual([]);
      await index.apply([itemDocument({ barcode: 'b1', patron: 'p1' })], []);
      expect(await index.loansOf('p1')).toEqual(['b1']);
    });
  });
}
