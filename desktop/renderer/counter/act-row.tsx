import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ActView } from '../../contract/acts.ts';
import { useCounter, useScreens, useWording } from '../app/screens.tsx';
import { Sign } from '../app/sign.tsx';
import { type ActLine, actLine } from './act-line.ts';
import css from './acts.module.css';

interface ActProps {
  readonly act: ActView;
  /** Returns have the book's title in place of where it goes. */
  readonly titled?: boolean;
}

/** One act of today: a button that opens it, to be undone or seen on paper. */
export function Act({ act, titled = false }: ActProps) {
  const { t } = useTranslation();
  const wording = useWording();
  const { counter } = useScreens();
  const open = useCounter(
    ({ shown }) => shown?.open === true && shown.answer.kind === 'act' && shown.answer.act.id === act.id,
  );
  const line = actLine(act, titled, t, wording);
  return (
    <ActRow {...line} at={act.at}>
      <button
        type="button"
        className={css['open']}
        data-act={act.act}
        tabIndex={-1}
        aria-current={open}
        aria-label={[line.head, line.second, line.tail, wording.time(act.at)].filter(Boolean).join(', ')}
        onClick={() => counter.openAct(act.id)}
      />
    </ActRow>
  );
}

interface ActRowProps extends Omit<ActLine, 'struck' | 'tail'>, Partial<Pick<ActLine, 'struck' | 'tail'>> {
  readonly at: number;
  /** What lies over the line. */
  readonly children?: ReactNode;
}

export function ActRow({ sign, head, second, tail, struck = false, at, children }: ActRowProps) {
  const wording = useWording();
  const Words = struck ? 's' : 'span';
  return (
    <li className={css['act']}>
      <Sign name={sign} />
      <Words className={css['cut']}>{head}</Words>
      <time className={css['time']}>{wording.time(at)}</time>
      <span className={css['second']}>
        <span className={css['cut']}>{second}</span>
        {tail ? <span>{`\u00a0· ${tail}`}</span> : null}
      </span>
      {children}
    </li>
  );
}
