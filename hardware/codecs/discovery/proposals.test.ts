import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ListedHid } from '../../ports/hid.ts';
import { findScanner } from '../hid-pos/hid-ids.ts';
import { deskProfileSchema } from '../profile/desk-profile.ts';
import { type ListedSerial, proposalsFor } from './proposals.ts';

const listed = (changes: Partial<ListedHid> = {}): ListedHid => ({
  path: 'hid-1',
  vendorId: 0x05e0,
  productId: 0x1300,
  serialNumber: null,
  manufacturer: 'Symbol',
  product: 'Bar Code Scanner',
  usagePage: 0x8c,
  usage: 2,
  ...changes,
});

describe('proposals for what is plugged in', () => {
  it('a HID POS scanner is one, whoever made it, however many collections it lists', () => {
    expect(proposalsFor([], [listed(), listed({ usagePage: 0xff45, usage: 1 }), listed()])).toEqual([
      {
        looksLike: 'scanner',
        maker: 'Zebra',
        product: 'Bar Code Scanner',
        link: { kind: 'hid', vendorId: '05E0', productId: '1300' },
      },
    ]);
    expect(proposalsFor([], [listed({ vendorId: 0x1eab, manufacturer: 'Newland' })])).toMatchObject([
      { looksLike: 'scanner', maker: 'Newland' },
    ]);
  });

  it('two of one model are told apart by serial number, and by path where they have none', () => {
    const linksOf = (...all: ListedHid[]) => proposalsFor([], all).map(({ link }) => link);
    const [one, two] = [listed({ serialNumber: 'S1' }), listed({ path: 'hid-2', serialNumber: 'S2' })];
    expect(linksOf(one, two)).toMatchObject([{ serialNumber: 'S1' }, { serialNumber: 'S2' }]);
    expect(linksOf(one, { ...two, serialNumber: 'S1' })).toMatchObject([
      { path: 'hid-1' },
      { path: 'hid-2' },
    ]);
  });

  it('a keyboard is a scanner only from a maker of scanners, and not beside its own HID POS', () => {
    const typing = listed({ path: 'hid-3', vendorId: 0x0c2e, productId: 0x0b61, usagePage: 1, usage: 6 });
    expect(proposalsFor([], [typing])).toMatchObject([
      { looksLike: 'typing-scanner', maker: 'Honeywell', link: { kind: 'keyboard' } },
    ]);
    expect(proposalsFor([], [{ ...typing, vendorId: 0x046d }])).toEqual([]);
    const both = proposalsFor([], [typing, { ...typing, path: 'hid-4', usagePage: 0x8c, usage: 2 }]);
    expect(both.map(({ looksLike }) => looksLike)).toEqual(['scanner']);
  });

  it('a serial line is what its maker makes, by a path that stays', () => {
    const lines: ListedSerial[] = [
      { path: 'COM3', vendorId: '05F9', productId: '4204' },
      { path: '/dev/ttyUSB0', vendorId: '0403', pnpId: 'usb-FTDI_1-if00-port0', manufacturer: 'FTDI' },
      { path: '/dev/ttyACM0', vendorId: '0ab1' },
      { path: '/dev/ttyS0' },
      { path: 'COM9', vendorId: 'ffff' },
    ];
    expect(
      proposalsFor(lines, []).map(({ looksLike, maker, link }) => [
        looksLike,
        maker,
        'path' in link && link.path,
      ]),
    ).toEqual([
      ['scanner', 'Datalogic', 'COM3'],
      ['serial-adapter', 'FTDI', '/dev/serial/by-id/usb-FTDI_1-if00-port0'],
      ['rfid-pad', 'FEIG', '/dev/ttyACM0'],
    ]);
  });

  it('of all HID POS scanners together make a profile that finds each of them', () => {
    const some = fc.record({
      vendorId: fc.constantFrom(0x05e0, 0x0c2e),
      productId: fc.constantFrom(1, 2),
      serialNumber: fc.constantFrom(null, 'S1', 'S2', 'S3', 'S4'),
    });
    fc.assert(
      fc.property(fc.array(some, { maxLength: 6 }), (models) => {
        const hid = models.map((model, index) => listed({ ...model, path: `hid-${index}` }));
        const scanners = proposalsFor([], hid).map(({ link }, index) => ({ name: `s${index}`, link }));
        const profile = deskProfileSchema.parse({ scanners });
        expect(profile.scanners.map(({ link }) => link.kind === 'hid' && findScanner(hid, link))).toEqual(
          hid.map((device) => ({ kind: 'one', device })),
        );
      }),
    );
  });
});
