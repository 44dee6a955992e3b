import type { DevicesView, PileAnswer, PileCommand, PileLine, PileView } from '../../contract/devices.ts';
import type { Answer } from '../../contract/answers.ts';
import type { ScanCommand } from '../../contract/contract.ts';
import type { PrintingView } from '../../contract/papers.ts';
import { fakeItems } from './fake-data.ts';

export const calmPrinting: PrintingView = {
  printer: { code: 'ready', params: {} },
  trouble: null,
  jobs: [],
};

export const nothingLies: PileView = { items: [], cards: [], foreign: [], unreadable: [], away: [] };

export const fakeDevices: DevicesView = {
  problems: [],
  devices: [
    { name: 'links', kind: 'scanner', state: { code: 'ready', params: {} } },
    { name: 'rechts', kind: 'scanner', state: { code: 'unplugged', params: { device: 'COM3' } } },
    { name: 'plaat', kind: 'pad', state: { code: 'ready', params: {} } },
    { name: 'printer', kind: 'printer', state: { code: 'paper-near-end', params: {} } },
  ],
  unsecured: 0,
  inventory: null,
};

/** So many books of the demonstration lie there; `change` says what is the matter with one of them, by its place. */
export function fakePile(
  count: number,
  change: Readonly<Record<number, Partial<PileView['items'][number]>>> = {},
): PileView {
  const items = fakeItems.slice(0, count).map((item, at) => ({
    ...{ number: item.barcode, item, uids: [`E0040100000000${`${at}`.padStart(2, '0')}`] },
    ...{ parts: 1, missing: [], doubled: [], security: { state: 'done' } as const },
    ...change[at],
  }));
  return { ...nothingLies, items };
}

/** Each item by itself, as a scan of it. */
export function actOnFakePile(
  { items, mode, patron, session, words }: PileCommand,
  scan: (command: ScanCommand) => Answer,
): PileAnswer {
  const lines = items.map((number): PileLine => {
    const { incomplete: _, ...word } = words?.[number] ?? {};
    const answer = scan({ code: number, by: 'scanned', mode, patron, session, ...word });
    switch (answer.kind) {
      case 'blocked':
        return { number, kind: 'blocked', answer };
      case 'choose':
      case 'unlisted':
        return { number, kind: 'asked', answer };
      case 'failed':
        return { number, kind: 'failed', code: answer.code, params: answer.params };
      default:
        return { number, kind: 'done', answer, security: { state: 'pending' } };
    }
  });
  return { lines, patron: null };
}
