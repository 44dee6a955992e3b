import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Answer } from '../../contract/answers.ts';
import { KeyButton } from '../app/key-button.tsx';
import { useCounter, useScreens, useWording } from '../app/screens.tsx';
import css from './answer.module.css';
import { CheckRows } from './check-rows.tsx';
import { ItemLines } from './item-lines.tsx';
import { mayOverride, overrideReady, reasonWithNote } from './session.ts';
import questionCss from './question.module.css';

type Blocked = Extract<Answer, { kind: 'blocked' }>;

/** All blocks at once, and one strip that overrides them all for one reason (rule D2). */
export function BlockedBody({ answer }: { readonly answer: Blocked }) {
  return (
    <>
      <div className={css['body']} data-short="">
        <ItemLines item={answer.item} />
      </div>
      <CheckRows checks={answer.checks} />
      <div className={questionCss['strip']}>
        {mayOverride(answer) ? <Override answer={answer} /> : <NoOverride answer={answer} />}
      </div>
    </>
  );
}

function Override({ answer }: { readonly answer: Blocked }) {
  const { t } = useTranslation();
  const { counter } = useScreens();
  const wording = useWording();
  const reason = useCounter((state) => state.reason);
  const note = useCounter((state) => state.note);
  const ready = useCounter(overrideReady);
  const noteField = useRef<HTMLInputElement>(null);
  const asksNote = reason === reasonWithNote;
  const blocks = answer.checks.filter((check) => check.level === 'block').length;
  const verb = answer.act === 'lend' ? t('override.lend') : t('override.renew');
  const covers =
    blocks === 1
      ? t('override.forOne')
      : blocks === 2
        ? t('override.forTwo')
        : t('override.forAll', { count: blocks });

  useEffect(() => {
    if (asksNote) noteField.current?.focus();
  }, [asksNote]);

  return (
    <>
      <h3>
        {verb}{' '}
        <span className={css['meta']}>
          {covers} · {t('override.pick')}
        </span>
      </h3>
      <fieldset className={questionCss['reasons']} aria-label={t('override.reasons')}>
        {answer.reasons.map((one) => (
          <label key={one} className={questionCss['reason']}>
            <input
              type="radio"
              name="reason"
              value={one}
              checked={reason === one}
              onChange={() => counter.chooseReason(one)}
            />
            {wording.code('override.reason', one)}
          </label>
        ))}
      </fieldset>
      <div className={questionCss['buttons']}>
        {asksNote ? (
          <input
            ref={noteField}
            className={questionCss['note']}
            aria-label={t('override.note')}
            placeholder={t('override.note')}
            value={note}
            maxLength={200}
            onChange={(event) => counter.setNote(event.currentTarget.value)}
          />
        ) : null}
        <KeyButton label={verb} keycap="F8" filled={ready} disabled={!ready} onPress={counter.override} />
        <Leave act={answer.act} />
      </div>
    </>
  );
}

function NoOverride({ answer }: { readonly answer: Blocked }) {
  const { t } = useTranslation();
  const { needs } = answer;
  const who = needs === null ? null : t(`word.role.${needs}`);
  return (
    <>
      <p style={{ marginBottom: 12 }}>
        {who === null
          ? t('override.never')
          : t('override.notAllowed', { who: who.charAt(0).toUpperCase() + who.slice(1) })}
      </p>
      <Leave act={answer.act} />
    </>
  );
}

function Leave({ act }: { readonly act: 'lend' | 'renew' }) {
  const { t } = useTranslation();
  const { counter } = useScreens();
  return (
    <KeyButton
      label={act === 'lend' ? t('override.leaveLend') : t('override.leaveRenew')}
      keycap="F4"
      onPress={counter.cancel}
    />
  );
}
