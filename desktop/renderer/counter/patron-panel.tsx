import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { HoldView, PatronView } from '../../contract/views.ts';
import { KeyButton } from '../app/key-button.tsx';
import { useCounter, useScreens, useWording } from '../app/screens.tsx';
import { Sign } from '../app/sign.tsx';
import { inFours } from '../app/wording.ts';
import { checkHead, checkReason } from './check-rows.tsx';
import { openPin } from './open-pin.ts';
import css from './panel.module.css';

/** Checks whose figures stand in a row of their own. */
const inRows = new Set([
  'owed-over-limit',
  'subscription-ended',
  'too-many-loans',
  'too-many-overdue',
  'hold-ready-here',
]);

/** Who is at the counter, in the order of what staff must do. */
export function PatronPanel({ patron }: { readonly patron: PatronView }) {
  const { t } = useTranslation();
  const { counter, shell } = useScreens();
  const wording = useWording();
  const asked = useCounter((state) => state.shown?.open === true);
  const card = inFours(patron.card);
  const branch = patron.homeBranch;
  const owed = wording.money(patron.owedCents);
  const over = patron.owedCents > patron.owedLimitCents;
  const ready = patron.holds.filter((hold) => hold.state === 'ready');
  const others = patron.holds.length - ready.length;
  const told = patron.checks.filter((check) => !inRows.has(check.code));
  return (
    <aside className={css['panel']} data-folds="" data-testid="patron-panel" aria-label={t('patron.label')}>
      <div className={css['line']}>
        <strong>{patron.name}</strong>
        <span className={css['meta']}>{t('patron.line', { loans: patron.loans.length, money: owed })}</span>
        <KeyButton size="small" label={t('patron.close')} keycap="F12" onPress={counter.closePatron} />
      </div>
      <div className={css['head']}>
        <h2>{patron.name}</h2>
        <p className={css['second']}>
          {[
            patron.age === null ? null : t('patron.age', { count: patron.age }),
            wording.code('patron.kind', kindOf(patron)),
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
        <p className={`${css['meta']} ${css['parts']}`}>
          <span>{t('patron.card', { card })}</span>
          <span>{patron.guest ? t('patron.guest', { branch }) : t('patron.member', { branch })}</span>
        </p>
      </div>
      {told.map((check) => (
        <div key={check.code} className={css['message']} data-level={check.level}>
          <Sign name={check.level === 'block' ? 'stop' : 'look'} />
          <strong>{checkHead(check, wording)}</strong>
          {check.code === 'patron-blocked' ? <p>{checkReason(check, wording)}</p> : null}
        </div>
      ))}
      {patron.messages.map((message, index) => (
        <div key={index} className={css['message']}>
          <Sign name="look" />
          <strong>{t('patron.message')}</strong>
          <p>{message}</p>
        </div>
      ))}
      {told.length + patron.messages.length > 0 ? <div className={css['gap']} /> : null}
      {ready.length > 0 ? <HoldsReady holds={ready} /> : null}
      {others > 0 ? (
        <Row head={t('patron.holdsWaiting', { count: others })} second={null}>
          {null}
        </Row>
      ) : null}
      <Loans patron={patron} />
      <Row head={t('patron.money')} second={moneySecond()}>
        <span className={css['value']} data-level={over ? 'stop' : undefined}>
          {over ? <Sign name="stop" /> : null}
          {patron.owedCents === 0 ? t('patron.nothingOwed') : owed}
        </span>
      </Row>
      <Subscription patron={patron} />
      <div className={css['last']} />
      <div className={css['foot']}>
        <KeyButton
          size="small"
          label={t('pin.open')}
          keycap="Alt+I"
          disabled={asked}
          onPress={() => openPin({ counter, shell })}
        />
        <KeyButton size="small" label={t('patron.close')} keycap="F12" onPress={counter.closePatron} />
      </div>
    </aside>
  );

  function moneySecond(): string | null {
    if (patron.owedCents === 0) return null;
    const limit = wording.money(patron.owedLimitCents);
    return over ? t('patron.overLimit', { limit }) : t('patron.underLimit', { limit });
  }
}

function HoldsReady({ holds }: { readonly holds: readonly HoldView[] }) {
  const { t } = useTranslation();
  const wording = useWording();
  const until = holds
    .map((hold) => hold.until)
    .filter((date) => date !== null)
    .sort()[0];
  const places = [...new Set(holds.map((hold) => hold.place).filter((place) => place !== null))];
  return (
    <Row
      head={t('patron.holdsReady', { count: holds.length })}
      second={
        until ? t('patron.onHoldShelf', { date: wording.shortDay(until) }) : t('patron.onHoldShelfOpen')
      }
    >
      <span className={css['value']}>
        {places.map((place) => (
          <span key={place} className={css['place']}>
            {place}
          </span>
        ))}
      </span>
    </Row>
  );
}

const mostPips = 20;

function Loans({ patron }: { readonly patron: PatronView }) {
  const { t } = useTranslation();
  const { loans, loanLimit } = patron;
  const late = loans.filter((loan) => loan.daysLate > 0).length;
  const fresh = loans.filter((loan) => loan.thisSession).length;
  const over = loanLimit !== null && loans.length >= loanLimit;
  const pips = Math.max(loanLimit ?? 0, loans.length);
  return (
    <Row
      head={
        <>
          {t('patron.loans')}{' '}
          {late > 0 ? (
            <span className={css['late']}>
              <Sign name="look" size={16} />
              {t('patron.loansLate', { count: late })}
            </span>
          ) : null}
        </>
      }
      second={
        loanLimit !== null && pips <= mostPips ? (
          <div className={css['pips']} aria-hidden="true">
            {Array.from({ length: pips }, (_, i) => (
              <i key={i} data-pip={i < loans.length - fresh ? 'had' : i < loans.length ? 'new' : 'free'} />
            ))}
          </div>
        ) : null
      }
    >
      <span className={css['value']} data-level={over ? 'look' : undefined}>
        {over ? <Sign name="look" /> : null}
        {loanLimit === null ? loans.length : t('answer.loansOf', { count: loans.length, limit: loanLimit })}
      </span>
    </Row>
  );
}

function Subscription({ patron }: { readonly patron: PatronView }) {
  const { t } = useTranslation();
  const wording = useWording();
  const { code, until, expired } = patron.subscription;
  return (
    <Row
      head={t('patron.subscription', { name: wording.code('subscriptionName', code) })}
      second={until ? t('patron.until', { date: wording.fullDay(until) }) : t('patron.noEnd')}
    >
      {expired ? (
        <span className={css['value']} data-level="stop">
          <Sign name="stop" />
          {t('patron.expired')}
        </span>
      ) : null}
    </Row>
  );
}

function Row({
  head,
  second,
  children,
}: {
  readonly head: ReactNode;
  readonly second: ReactNode;
  readonly children: ReactNode;
}) {
  return (
    <div className={css['row']}>
      <div>
        <div>{head}</div>
        {typeof second === 'string' ? <div className={css['meta']}>{second}</div> : second}
      </div>
      {children}
    </div>
  );
}

function kindOf(patron: PatronView): string {
  if (patron.kind !== 'person' || patron.age === null) return patron.kind;
  return patron.age < 18 ? 'youth' : 'adult';
}
