import type {
  Bridge,
  CallName,
  Calls,
  EventName,
  Events,
  Reply,
  ScanCommand,
} from '../../contract/contract.ts';
import type { FailureCode } from '../../contract/failures.ts';
import type { ActView } from '../../contract/acts.ts';
import type { Answer } from '../../contract/answers.ts';
import type { CheckView, DeskState, ItemView, PatronView } from '../../contract/views.ts';
import { fakeCopies, fakeDay, fakeItem, fakeItems, fakeNow, fakePatrons, plainAct } from './fake-data.ts';
import { paperOf } from './fake-papers.ts';
import { askedOf, stands, undoAmong } from './fake-undo.ts';
import { whereTo, withLoan, withoutLoan } from './fake-loans.ts';
import { fakeDevices, type FakeDevices } from './fake-devices.ts';
import { fakeAccount, fakeTill } from './fake-money.ts';

/** A core in the page itself, for development and pictures: enough of the rules to show every answer. Never shipped. */
export interface FakeCore {
  readonly bridge: Bridge;
  readonly now: () => number;
  setDesk(change: Partial<DeskState>): void;
  /** Tells the screens an event, as the core would. */
  readonly emit: <N extends EventName>(name: N, payload: Events[N]) => void;
  readonly devices: FakeDevices;
  /** Calls wait so long for their answer, ms. */
  delay: number;
  /** The next scans get no answer but this error. */
  failWith: FailureCode | null;
  /** The scans as they came. */
  readonly heard: ScanCommand[];
}

interface Wanted {
  readonly language: Bridge['language'];
  readonly theme: Bridge['theme'];
  readonly acts: number;
}

const reasons = ['pays-today', 'consulted', 'library-error', 'other'];
const blocked: readonly CheckView[] = [
  {
    code: 'owed-over-limit',
    level: 'block',
    params: { owedCents: 1430, limitCents: 1000 },
    overridable: true,
  },
  {
    code: 'captured-for-another',
    level: 'block',
    params: { place: 'B-07' },
    overridable: true,
  },
  { code: 'reserved-by-others', level: 'notice', params: { count: 4 }, overridable: true },
];

export function createFakeCore(wanted: Wanted): FakeCore {
  const started = performance.now();
  const now = (): number => fakeNow + (performance.now() - started);
  const acts = fakeDay(wanted.acts);
  const patrons = new Map(fakePatrons.map((patron) => [patron.id, patron]));
  const listeners = new Map<EventName, Set<(payload: never) => void>>();
  let desk: DeskState = {
    library: 'Bibliotheek Eindhoven',
    branch: { code: 'WOE', name: 'Woensel' },
    desk: { id: 'desk-2', name: 'Balie 2' },
    staff: { id: 'joke', name: 'Joke V.', role: 'senior' },
    contact: 'online',
    aloneSince: null,
    waiting: 3,
    refused: 0,
    copying: null,
    trouble: null,
    timeZone: 'Europe/Amsterdam',
    words: { reasons },
  };

  function emit<N extends EventName>(name: N, payload: Events[N]): void {
    for (const listener of listeners.get(name) ?? []) (listener as (payload: Events[N]) => void)(payload);
  }

  function wrote(act: Pick<ActView, 'act' | 'title' | 'session'> & Partial<ActView>): void {
    const seq = acts.length + 1;
    const fresh = { id: `act-${seq}`, seq, at: now(), settled: false, undone: false };
    const made: ActView = { ...plainAct, ...act, ...fresh };
    acts.push(made);
    emit('acts.changed', { acts: [made] });
  }

  function undo(id: string | null, session: string): Answer {
    const { answer, undone } = undoAmong(acts, id, session);
    if (undone) {
      acts[undone.seq - 1] = undone;
      emit('acts.changed', { acts: [undone] });
    }
    if (answer.kind === 'undone' && answer.act === 'lent')
      for (const patron of patrons.values()) patrons.set(patron.id, withoutLoan(patron, answer.item));
    return answer;
  }

  function scan(command: ScanCommand): Answer {
    core.heard.push(command);
    const card = [...patrons.values()].find((patron) => patron.card === command.code);
    if (card) return { kind: 'patron', patron: card };
    if (command.code === fakeCopies.code) {
      return {
        kind: 'copies',
        ...fakeCopies,
        copies: fakeItems.filter((item) => item.title === fakeCopies.title),
      };
    }
    if (/^0+$/.test(command.code)) return { kind: 'failed', code: 'unknown-code', params: {} };
    const item = fakeItems.find((one) => one.barcode === command.code);
    if (!item && !command.confirmedUnlisted) {
      return {
        kind: 'unlisted',
        barcode: command.code,
        confirm: command.by === 'typed' ? 'type-again' : 'key',
      };
    }
    return act(command, item ?? fakeItem(command.code, '', null, { listed: false }));
  }

  function act(command: ScanCommand, item: ItemView): Answer {
    const patron = command.patron === null ? null : (patrons.get(command.patron) ?? null);
    const meant = command.meant ?? command.mode;
    if (meant === 'take') return take(command, item, patron);
    const own = patron?.loans.find((loan) => loan.item.barcode === item.barcode);
    if (own && meant === 'lend' && !command.meant && !own.thisSession)
      return { kind: 'choose', item, options: ['take', 'renew', 'lend'] };
    if (meant === 'lend' && !patron) return { kind: 'failed', code: 'no-patron', params: {} };
    if (item.barcode === '301003301182' && !command.override) {
      wrote({
        act: 'blocked',
        title: item.title,
        sign: 'stop',
        session: command.session,
      });
      const mayOverride = desk.staff?.role !== 'staff';
      return { kind: 'blocked', act: meant, item, checks: blocked, mayOverride, needs: 'senior', reasons };
    }
    const days = item.loanGroup === 'dvd' ? 7 : 21;
    const due = item.loanGroup === 'dvd' ? '2026-11-30' : '2026-12-14';
    const notices: CheckView[] =
      item.title === 'Het smelt' && meant === 'renew'
        ? [{ code: 'renewals-used-up', level: 'notice', params: { renewals: 3 }, overridable: true }]
        : [];
    const fresh = patron ? withLoan(patron, { item, due }) : null;
    if (fresh) patrons.set(fresh.id, fresh);
    const common = {
      item,
      due,
      periodDays: days,
      renewalsLeft: 2,
      notices,
      overridden: command.override ? blocked.slice(0, 2) : [],
    };
    const sign = notices.length > 0 ? 'look' : 'done';
    const nothing = meant === 'lend' && own?.thisSession === true;
    if (!nothing)
      wrote({
        act: meant === 'renew' ? 'renewed' : 'lent',
        title: item.title,
        due,
        sign,
        session: command.session,
      });
    if (meant === 'renew') return { kind: 'renewed', ...common, patron: fresh };
    if (!fresh) return { kind: 'failed', code: 'no-patron', params: {} };
    return { kind: 'lent', ...common, again: nothing ? 'nothing' : 'no', patron: fresh };
  }

  function take(command: ScanCommand, item: ItemView, patron: PatronView | null): Answer {
    const destination = whereTo(item);
    const own = patron?.loans.find((loan) => loan.item.barcode === item.barcode);
    const fresh = patron && own ? { ...patron, loans: patron.loans.filter((loan) => loan !== own) } : null;
    if (fresh) patrons.set(fresh.id, fresh);
    const away = destination.kind !== 'shelf';
    wrote({
      act: 'taken',
      title: item.title,
      destination,
      sign: away ? 'away' : 'done',
      session: command.session,
    });
    return {
      kind: 'taken',
      item,
      destination,
      wasOnLoan: item.state === 'on-loan' || !away,
      daysLate: own?.daysLate ?? 0,
      notices: [],
      patron: fresh,
    };
  }

  const devices = fakeDevices({ emit, scan, patron: (id) => patrons.get(id) ?? null });
  const answers: { [N in CallName]: (payload: Calls[N]['payload']) => Calls[N]['result'] | null } = {
    'desk.state': () => desk,
    'desk.signIn': ({ staff, pin }) => {
      if (pin !== '1234') return null;
      core.setDesk({ staff: { id: staff, name: staff, role: 'senior' } });
      return desk;
    },
    'counter.scan': scan,
    'patron.get': ({ id }) => patrons.get(id) ?? null,
    search: ({ text }) => {
      const fits = (words: string | null): boolean =>
        (words ?? '').toLowerCase().includes(text.toLowerCase());
      return {
        patrons: [...patrons.values()]
          .filter((patron) => fits(patron.name))
          .map(({ id, name, card, homeBranch, age }) => ({
            id,
            name,
            card,
            born: 2026 - (age ?? 0),
            city: homeBranch,
          })),
        titles: fakeItems
          .filter((item) => fits(item.title) || fits(item.author))
          .slice(0, 6)
          .map((item) => ({
            id: item.barcode,
            title: item.title,
            author: item.author,
            copies: 2,
            available: 1,
            barcode: item.barcode,
          })),
      };
    },
    'act.get': ({ id }) => askedOf(acts, id),
    'act.undo': ({ id, session }) => undo(id, session),
    'account.get': ({ patron }) => fakeAccount(patron),
    'till.get': ({ till }) => fakeTill(till ?? desk.desk.id),
    'paper.get': (asked) => {
      const id = 'act' in asked ? asked.act : null;
      const act = acts.findLast((one) => (id === null ? stands(one) : one.id === id));
      return act ? paperOf(act, acts.filter(stands)) : null;
    },
    ...devices.calls,
    'act.do': ({ command, session }) => {
      const patron = command.kind === 'patron.pin' ? patrons.get(command.patron) : undefined;
      if (!patron)
        return {
          kind: 'refused',
          objections: [{ code: 'nothing-changed', params: {}, overridable: false }],
        };
      wrote({ act: 'pin-set', title: '', card: patron.card.slice(-4), session });
      return { kind: 'done', entries: [], patron, money: null };
    },
    'acts.pull': ({ after, limit }) => ({
      acts: acts.filter((act) => act.seq > after).slice(0, limit),
      last: acts.length,
    }),
  };

  const core: FakeCore = {
    now,
    emit,
    devices: devices.hands,
    delay: 4,
    failWith: null,
    heard: [],
    setDesk(change) {
      desk = { ...desk, ...change };
      emit('desk.state', desk);
    },
    bridge: {
      language: wanted.language,
      theme: wanted.theme,
      async call(name, payload) {
        await new Promise((resolve) => setTimeout(resolve, core.delay));
        if (name === 'counter.scan' && core.failWith) return refuse(core.failWith);
        const result = answers[name](payload);
        return result === null && name === 'desk.signIn'
          ? refuse('wrong-pin')
          : ({ ok: true, result } as Reply<never>);
      },
      on(name, listener) {
        const heard = listeners.get(name) ?? new Set();
        listeners.set(name, heard.add(listener));
        return () => heard.delete(listener);
      },
    },
  };
  return core;
}

function refuse(code: FailureCode): Reply<never> {
  return { ok: false, error: { code, message: '' } };
}
