import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { ActView } from '../../contract/views.ts';
import { KeyButton } from '../app/key-button.tsx';
import { useCounter, useScreens, useShell, useTodaysActs, useWording } from '../app/screens.tsx';
import { Sign, type SignName } from '../app/sign.tsx';
import css from './acts.module.css';
import { towards } from './destination.ts';
import { showPaper } from './show-paper.ts';
import { standingActs } from './standing-acts.ts';

/** How many earlier acts are drawn before Ctrl+L asks for the whole day. */
const drawn = 40;
const mostStops = 3;

/** Vandaag: this visit as one tinted group, then the rest. No person's name. */
export function ActsColumn() {
  const { t } = useTranslation();
  const { bridge, shell, counter } = useScreens();
  const acts = standingActs(useTodaysActs());
  const done = acts.filter((act) => act.act !== 'blocked').length;
  const session = useCounter((state) => state.session);
  const mode = useCounter((state) => state.mode);
  const hasPatron = useCounter((state) => state.patron !== null);
  const whole = useShell((state) => state.wholeDay);
  const now = hasPatron || mode === 'take' ? acts.filter((act) => act.session === session) : [];
  const earlier = acts.filter((act) => !now.includes(act));
  return (
    <aside
      className={css['column']}
      data-testid="acts"
      data-whole={whole ? '' : undefined}
      aria-label={t('acts.title')}
    >
      <div className={css['head']}>
        <h2>{t('acts.title')}</h2>
        <span className={css['meta']}>{done > 0 ? t('acts.count', { count: done }) : t('acts.none')}</span>
      </div>
      {now.length > 0 ? (
        <ThisVisit acts={now} title={hasPatron ? t('acts.thisPatron') : t('acts.thisPile')} />
      ) : null}
      {earlier.length > 0 ? (
        <>
          <h3 className={css['label']}>{t('acts.earlier')}</h3>
          <ul className={css['rows']} tabIndex={whole ? 0 : undefined} aria-label={t('acts.earlier')}>
            {(whole ? earlier : earlier.slice(0, drawn)).map((act) => (
              <Earlier key={act.id} act={act} />
            ))}
          </ul>
        </>
      ) : null}
      <div className={css['foot']}>
        {done > 0 ? (
          <>
            <KeyButton
              size="small"
              label={t('paper.last')}
              keycap="Alt+P"
              onPress={() => void showPaper(bridge, shell)}
            />
            <KeyButton size="small" label={t('acts.undo')} keycap="Alt+⌫" onPress={() => counter.undo()} />
          </>
        ) : null}
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

function ThisVisit({ acts, title }: { readonly acts: readonly ActView[]; readonly title: string }) {
  const { t } = useTranslation();
  const of = (kind: ActView['act']): readonly ActView[] => acts.filter((act) => act.act === kind);
  const [lent, taken, renewed] = [of('lent'), of('taken'), of('renewed')];
  return (
    <section className={css['group']} aria-label={title}>
      <h3 className={css['label']}>{title}</h3>
      <ul>
        {of('blocked')
          .slice(0, mostStops)
          .map((act) => (
            <Act key={act.id} sign="stop" head={act.title} second={t('acts.notDone')} at={act.at} />
          ))}
        {lent[0] ? (
          <Act
            sign="done"
            head={t('acts.lentCount', { count: lent.length })}
            second={t('acts.onSlip', { count: lent.length })}
            at={lent[0].at}
          />
        ) : null}
        {renewed[0] ? (
          <Act
            sign="done"
            head={t('acts.renewedCount', { count: renewed.length })}
            second={renewed[0].title}
            at={renewed[0].at}
          />
        ) : null}
        {taken[0] ? (
          <Act
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

function Earlier({ act }: { readonly act: ActView }) {
  const { t } = useTranslation();
  const wording = useWording();
  const sign: SignName = act.sign === 'done' ? 'tick' : act.sign;
  if (act.act === 'blocked')
    return <Act sign={sign} head={act.title} second={t('acts.notDone')} at={act.at} />;
  const tail = act.act !== 'taken' && act.due ? wording.shortDay(act.due) : undefined;
  return <Act sign={sign} head={t(`acts.${act.act}`)} second={secondLine(act, t)} tail={tail} at={act.at} />;
}

interface ActProps {
  readonly sign: SignName;
  readonly head: string;
  readonly second: string;
  /** Stands whole behind the second line when that is cut. */
  readonly tail?: string | undefined;
  readonly at: number;
}

function Act({ sign, head, second, tail, at }: ActProps) {
  const wording = useWording();
  return (
    <li className={css['act']}>
      <Sign name={sign} />
      <span className={css['cut']}>{head}</span>
      <time className={css['time']}>{wording.time(at)}</time>
      <span className={css['second']}>
        <span className={css['cut']}>{second}</span>
        {tail ? <span>{`\u00a0· ${tail}`}</span> : null}
      </span>
    </li>
  );
}

function secondLine(act: ActView, t: TFunction): string {
  return act.act === 'taken' && act.destination ? towards(act.destination, t) : act.title;
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
