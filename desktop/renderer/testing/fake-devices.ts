import type { Calls, EventName, Events, ScanCommand } from '../../contract/contract.ts';
import type {
  DevicesView,
  DeviceTested,
  DeviceView,
  PileAnswer,
  PileCommand,
  PileItemView,
  PileLine,
  PileView,
} from '../../contract/devices.ts';
import type { PrintingView } from '../../contract/papers.ts';
import type { Answer } from '../../contract/answers.ts';
import type { PatronView } from '../../contract/views.ts';
import { fakeItems, fakeNow } from './fake-data.ts';
import { usualTyping } from './typing.ts';

/** What a person puts on the pad and does to the devices of the fake core. */
export interface FakeDevices {
  /** Lays items down by their numbers; those lie there that are named. */
  lay(numbers: readonly string[], more?: Partial<Omit<PileView, 'items'>>): void;
  /** Changes one item that lies there. */
  touch(number: string, change: Partial<PileItemView>): void;
  /** Puts devices in the place of those with the same name. */
  set(devices: readonly DeviceView[], more?: Partial<Omit<DevicesView, 'devices'>>): void;
  setPrinting(change: Partial<PrintingView>): PrintingView;
  /** What the next scan test hears. */
  tested: DeviceTested;
}

const ready = { code: 'ready', params: {} } as const;

interface Parts {
  readonly emit: <N extends EventName>(name: N, payload: Events[N]) => void;
  readonly scan: (command: ScanCommand) => Answer;
  readonly patron: (id: string) => PatronView | null;
}

type DeviceCalls = Pick<
  { [N in keyof Calls]: (payload: Calls[N]['payload']) => Calls[N]['result'] },
  | 'pile.get'
  | 'pile.act'
  | 'pile.secure'
  | 'devices.state'
  | 'devices.test'
  | 'tag.write'
  | 'inventory.start'
  | 'inventory.stop'
  | 'printing.state'
  | 'printing.answer'
  | 'printing.drawer'
  | 'paper.print'
>;

/** Two scanners, a pad and a printer without wires. */
export function fakeDevices({ emit, scan, patron }: Parts): {
  readonly calls: DeviceCalls;
  readonly hands: FakeDevices;
} {
  let pile: PileView = { items: [], cards: [], foreign: [], unreadable: [], away: [] };
  let printing: PrintingView = { printer: ready, trouble: null, jobs: [] };
  let view: DevicesView = {
    problems: [],
    typing: usualTyping,
    devices: [
      { name: 'links', kind: 'scanner', state: ready },
      { name: 'rechts', kind: 'scanner', state: ready },
      { name: 'plaat', kind: 'pad', state: ready },
      { name: 'printer', kind: 'printer', state: ready },
    ],
    unsecured: 0,
    inventory: null,
  };

  function setPile(next: PileView): PileView {
    pile = next;
    emit('pile.changed', pile);
    return pile;
  }

  function setView(change: Partial<DevicesView>): void {
    view = { ...view, ...change };
    emit('devices.changed', view);
  }

  function setPrinting(change: Partial<PrintingView>): PrintingView {
    printing = { ...printing, ...change };
    emit('printing.changed', printing);
    return printing;
  }

  function act({ items, mode, patron: id, session, words }: PileCommand): PileAnswer {
    const lines = items.map((number): PileLine => {
      const lying = pile.items.find((one) => one.number === number);
      if (!lying) return { number, kind: 'failed', code: 'not-on-pad', params: {} };
      const { incomplete, ...word } = words?.[number] ?? {};
      const { item, parts, missing, doubled } = lying;
      if (missing.length + doubled.length > 0 && !incomplete)
        return { number, kind: 'incomplete', item, parts, missing, doubled };
      const answer = scan({ code: number, by: 'scanned', mode, patron: id, session, ...word });
      return lineOf(number, answer, lying);
    });
    const lent = new Set(lines.flatMap((line) => (line.kind === 'done' ? [line.number] : [])));
    setPile({
      ...pile,
      items: pile.items.map((one) =>
        lent.has(one.number)
          ? { ...one, item: { ...one.item, state: mode === 'take' ? 'available' : 'on-loan' } }
          : one,
      ),
    });
    return { lines, patron: id === null ? null : patron(id) };
  }

  const hands: FakeDevices = {
    tested: { kind: 'scan', code: '301002817745', symbology: 'code128' },
    lay(numbers, more = {}) {
      setPile({ ...pile, foreign: [], unreadable: [], away: [], ...more, items: numbers.map(itemOnPad) });
    },
    touch(number, change) {
      setPile({
        ...pile,
        items: pile.items.map((one) => (one.number === number ? { ...one, ...change } : one)),
      });
    },
    set(devices, more = {}) {
      const others = view.devices.filter(({ name }) => !devices.some((device) => device.name === name));
      const order = ['scanner', 'pad', 'printer'];
      const all = [...others, ...devices].toSorted(
        (one, other) => order.indexOf(one.kind) - order.indexOf(other.kind),
      );
      setView({ ...more, devices: all });
    },
    setPrinting,
  };

  return {
    calls: {
      'pile.get': () => pile,
      'pile.act': act,
      'pile.secure': ({ numbers }) =>
        setPile({
          ...pile,
          items: pile.items.map((one) =>
            numbers.includes(one.number) ? { ...one, security: { state: 'done' } } : one,
          ),
        }),
      'devices.state': () => view,
      'devices.test': ({ what }) => {
        if (what === 'scan') return hands.tested;
        if (what !== 'tag') return { kind: 'sent' };
        const tags = pile.items.flatMap(({ uids, number }) =>
          uids.map((uid) => ({ uid, afi: 7, reading: 'label' as const, number })),
        );
        const others = pile.foreign.map(({ uid, reading }) => ({ uid, afi: null, reading, number: null }));
        return { kind: 'tags', tags: [...tags, ...others] };
      },
      'tag.write': ({ item: number, uid }) => {
        const item = fakeItems.find(({ barcode }) => barcode === number);
        if (!item) return { kind: 'failed', code: 'unknown-code', params: { code: number } };
        setPile({ ...pile, foreign: [], unreadable: [], items: [{ ...itemOnPad(number), uids: [uid] }] });
        return { kind: 'written', item };
      },
      'inventory.start': ({ pad, shelf }) => {
        const inventory = { pad, shelf, seen: 0, unknown: [], failed: [], unread: 0 };
        setView({ inventory });
        return inventory;
      },
      'inventory.stop': () => {
        const { inventory } = view;
        setView({ inventory: null });
        return inventory;
      },
      'printing.state': () => printing,
      'printing.answer': ({ job, answer }) =>
        setPrinting({
          jobs: printing.jobs.flatMap((one) => {
            if (one.id !== job) return [one];
            return answer === 'again' ? [{ ...one, state: 'sending' as const }] : [];
          }),
        }),
      'printing.drawer': () => ({ opened: true }),
      'paper.print': () =>
        setPrinting({
          jobs: [
            ...printing.jobs,
            { id: `job-${printing.jobs.length}`, kind: 'loans', at: fakeNow, state: 'sending' },
          ],
        }),
    },
    hands,
  };
}

function itemOnPad(number: string): PileItemView {
  const item = fakeItems.find(({ barcode }) => barcode === number);
  if (!item) throw new Error(`no fake item ${number}`);
  return {
    ...{ number, item, uids: [`E00401${number.slice(-10)}`], parts: 1, missing: [], doubled: [] },
    security: { state: 'done' },
  };
}

function lineOf(number: string, answer: Answer, { security }: PileItemView): PileLine {
  switch (answer.kind) {
    case 'lent':
    case 'renewed':
    case 'taken':
      return { number, kind: 'done', answer, security };
    case 'blocked':
      return { number, kind: 'blocked', answer };
    case 'choose':
    case 'unlisted':
      return { number, kind: 'asked', answer };
    default:
      return { number, kind: 'failed', code: 'not-an-item', params: {} };
  }
}
