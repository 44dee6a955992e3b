import type { TFunction } from 'i18next';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { ActView } from '../../contract/acts.ts';
import { KeyButton } from '../app/key-button.tsx';
import { useCounter, useScreens, useShell, useTodaysActs } from '../app/screens.tsx';
import { Act, ActRow } from './act-row.tsx';
import css from './acts.module.css';
import { standingActs } from './standing-acts.ts';

/** How many earlier acts are drawn before Ctrl+L asks for the whole day. */
const drawn = 40;
/** Of this visit's acts that are not counted with others of their kind. */
const mostApart = 4;

/** Vandaag: this visit as one tinted group, then the rest. No person's name. Ctrl+L shows each act of the day, to be opened by Enter. */
export function ActsColumn() {
  const { t } = useTranslation();
  const { shell } = useScreens();
  const column = useRef<HTMLElement>(null);
  const acts = standingActs(useTodaysActs());
  const done = acts.filter((act) => act.act !== 'blocked' && !act.undone).length;
  const session = useCounter((state) => state.session);
  const mode = useCounter((state) => state.mode);
  const hasPatron = useCounter((state) => state.patron !== null);
  const whole = useShell((state) => state.wholeDay);
  const now = hasPatron || mode === 'take' ? acts.filter((act) => act.session === session) : [];
  const earlier = acts.filter((act) => !now.includes(act));

  useEffect(() => {
    if (whole) column.current?.querySelector<HTMLElement>('[data-act]')?.focus();
  }, [whole]);

  function key(event: React.KeyboardEvent): void {
    const rows = [...(column.current?.querySelectorAll<HTMLElement>('[data-act]') ?? [])];
    const at = rows.indexOf(event.target as HTMLElement);
    if (at < 0) return;
    const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    rows[Math.max(0, Math.min(next, rows.length - 1))]?.focus();
  }

  return (
    <aside
      ref={column}
      className={css['column']}
      data-testid="acts"
      data-whole={whole ? '' : undefined}
      aria-label={t('acts.title')}
      onKeyDown={key}
    >
      <div className={css['head']}>
        <h2>{t('acts.title')}</h2>
        <span className={css['meta']}>{done > 0 ? t('acts.count', { count: done }) : t('acts.none')}</span>
      </div>
      {now.length > 0 ? (
        <ThisVisit acts={now} whole={whole} title={hasPatron ? t('acts.thisPatron') : t('acts.thisPile')} />
      ) : null}
      {earlier.length > 0 ? (
        <>
          <h3 className={css['label']}>{t('acts.earlier')}</h3>
          <ul className={css['rows']} tabIndex={whole ? 0 : undefined} aria-label={t('acts.earlier')}>
            {(whole ? earlier : earlier.slice(0, drawn)).map((act) => (
              <Act key={act.id} act={act} titled={whole} />
            ))}
          </ul>
        </>
      ) : null}
      <div className={css['foot']}>
        <KeyButton
          size="small"
          label={whole ? t('acts.fewer') : t('acts.all')}
          keycap="Ctrl+L"
          expanded={whole}
          onPress={() => shell.setState({ wholeDay: !whole })}
        />
      </div>
    </aside>
  );
}

interface ThisVisitProps {
  readonly acts: readonly ActView[];
  readonly whole: boolean;
  readonly title: string;
}

/** Counted by what was done; each by itself where the whole day is asked for. */
function ThisVisit({ acts, whole, title }: ThisVisitProps) {
  const { t } = useTranslation();
  const of = (kind: ActView['act']): readonly ActView[] =>
    acts.filter((act) => act.act === kind && !act.undone);
  const [lent, taken, renewed] = [of('lent'), of('taken'), of('renewed')];
  const counted = new Set([...lent, ...taken, ...renewed]);
  const apart = acts.filter((act) => !counted.has(act)).slice(0, mostApart);
  return (
    <section className={css['group']} aria-label={title}>
      <h3 className={css['label']}>{title}</h3>
      <ul>
        {(whole ? acts : apart).map((act) => (
          <Act key={act.id} act={act} titled />
        ))}
        {lent[0] && !whole ? (
          <ActRow
            sign="done"
            head={t('acts.lentCount', { count: lent.length })}
            second={t('acts.onSlip', { count: lent.length })}
            at={lent[0].at}
          />
        ) : null}
        {renewed[0] && !whole ? (
          <ActRow
            sign="done"
            head={t('acts.renewedCount', { count: renewed.length })}
            second={renewed[0].title}
            at={renewed[0].at}
          />
        ) : null}
        {taken[0] && !whole ? (
          <ActRow
            sign="done"
            head={t('acts.takenCount', { count: taken.length })}
            second={whereTo(taken, t)}
            at={taken[0].at}
          />
        ) : null}
      </ul>
    </section>
  );
}

function whereTo(acts: readonly ActView[], t: TFunction): string {
  const count = (...kinds: string[]): number =>
    acts.filter((act) => kinds.includes(act.destination?.kind ?? 'shelf')).length;
  const parts = [
    ['acts.shelfCount', count('shelf')],
    ['acts.crateCount', count('branch', 'library')],
    ['acts.holdShelfCount', count('hold-shelf')],
    ['acts.trayCount', count('tray')],
  ] as const;
  return parts
    .filter(([, number]) => number > 0)
    .map(([key, number]) => t(key, { count: number }))
    .join(' · ');
}
