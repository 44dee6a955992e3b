import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { KeyButton } from '../app/key-button.tsx';
import { useCounter, useScreens, useWording } from '../app/screens.tsx';
import { Sign } from '../app/sign.tsx';
import { ActBody } from './act-body.tsx';
import css from './answer.module.css';
import { bandWord } from './band-word.ts';
import { BlockedBody } from './blocked-body.tsx';
import { ChooseBody } from './choose-body.tsx';
import { CopiesBody } from './copies-body.tsx';
import { DoneBody } from './done-body.tsx';
import counterCss from './counter.module.css';
import { FailedBody, MisreadBody, UnlistedBody } from './question-bodies.tsx';
import { LentBody } from './lent-body.tsx';
import { OpenedBody } from './opened-body.tsx';
import type { Shown } from './session.ts';
import { TakenBody } from './taken-body.tsx';
import { UndoneBody } from './undone-body.tsx';
import { signOf } from './worst-sign.ts';
import type { ShownAnswer } from './shown-answer.ts';

/** The newest answer, large. The spoken result comes from the announcer, so nothing is said twice. */
export function AnswerCard() {
  const { t } = useTranslation();
  const wording = useWording();
  const shown = useCounter((state) => state.shown);
  if (!shown) return null;
  const sign = signOf(shown.answer);
  return (
    <section
      key={shown.number}
      className={counterCss['card']}
      data-testid="answer"
      data-kind={shown.answer.kind}
      data-number={shown.number}
      aria-label={t('answer.label')}
      aria-busy={!shown.open && shown.answer.kind === 'blocked'}
    >
      <div className={css['band']} data-sign={sign}>
        <Sign name={sign} size={40} />
        <h2>{bandWord(shown.answer, t, wording)}</h2>
        <Figures answer={shown.answer} />
        <Undo answer={shown.answer} />
      </div>
      <Body shown={shown} />
    </section>
  );
}

function Body({ shown }: { readonly shown: Shown }): ReactNode {
  const { answer } = shown;
  switch (answer.kind) {
    case 'patron':
      return <OpenedBody patron={answer.patron} />;
    case 'lent':
    case 'renewed':
      return <LentBody answer={answer} />;
    case 'taken':
      return <TakenBody answer={answer} />;
    case 'blocked':
      return <BlockedBody answer={answer} />;
    case 'choose':
      return <ChooseBody answer={answer} />;
    case 'copies':
      return <CopiesBody answer={answer} />;
    case 'unlisted':
      return <UnlistedBody answer={answer} shown={shown} />;
    case 'act':
      return <ActBody answer={answer} />;
    case 'done':
      return <DoneBody answer={answer} />;
    case 'undone':
      return <UndoneBody answer={answer} />;
    case 'misread':
      return <MisreadBody answer={answer} />;
    case 'failed':
      return <FailedBody answer={answer} shown={shown} />;
  }
}

/** What was just done can be taken back where it is told. */
function Undo({ answer }: { readonly answer: ShownAnswer }) {
  const { t } = useTranslation();
  const { counter } = useScreens();
  const did =
    answer.kind === 'taken' ||
    answer.kind === 'done' ||
    answer.kind === 'renewed' ||
    (answer.kind === 'lent' && answer.again !== 'nothing');
  if (!did) return null;
  return <KeyButton size="small" icon="undo" label={t('act.undo')} keycap="Alt+⌫" onPress={counter.undo} />;
}

/** `2 blokkades, 1 melding`. */
function Figures({ answer }: { readonly answer: ShownAnswer }) {
  const { t } = useTranslation();
  const checks =
    answer.kind === 'blocked' ? answer.checks : answer.kind === 'patron' ? answer.patron.checks : [];
  if (checks.length === 0) return null;
  const blocks = checks.filter((check) => check.level === 'block').length;
  const notices = checks.length - blocks;
  const parts = [
    blocks > 0 ? t('answer.blocks', { count: blocks }) : null,
    notices > 0 ? t('answer.notices', { count: notices }) : null,
  ];
  return (
    <span className={css['figures']} data-sign={blocks > 0 ? 'stop' : 'look'}>
      {parts.filter(Boolean).join(', ')}
    </span>
  );
}
