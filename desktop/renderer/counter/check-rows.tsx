import { useTranslation } from 'react-i18next';
import type { CheckView } from '../../contract/views.ts';
import { useWording } from '../app/screens.tsx';
import { Sign } from '../app/sign.tsx';
import type { Wording } from '../app/wording.ts';
import css from './answer.module.css';

/** Blocks before notices, each with its figures and its reason (rule D2). */
export function CheckRows({ checks }: { readonly checks: readonly CheckView[] }) {
  const { t } = useTranslation();
  const wording = useWording();
  const ordered = [...checks].sort((a, b) => (a.level === b.level ? 0 : a.level === 'block' ? -1 : 1));
  return (
    <ul>
      {ordered.map((check, index) => {
        const why = checkReason(check, wording);
        return (
          <li key={`${check.code}-${index}`} className={css['check']} data-level={check.level}>
            <Sign name={check.level === 'block' ? 'stop' : 'look'} size={24} />
            <div>
              <div className={css['checkHead']}>{checkHead(check, wording)}</div>
              {why ? <div className={css['checkWhy']}>{why}</div> : null}
            </div>
            {check.level === 'notice' && check.code !== 'hold-ready-here' ? (
              <span className={css['meta']}>{t('answer.nothingNeeded')}</span>
            ) : null}
          </li>
        );
      })}
    </ul>
  );
}

/** With its figures when they are known, without them otherwise. */
export function checkHead(check: CheckView, wording: Wording): string {
  const known = wording.filled(`check.${check.code}.bare`, {}) !== null;
  const key = `check.${known ? check.code : 'other'}`;
  return wording.filled(`${key}.head`, check.params) ?? wording.filled(`${key}.bare`, {}) ?? check.code;
}

/** A check that is a block says so where that is something else than its notice. */
export function checkReason({ code, level, params }: CheckView, wording: Wording): string {
  const blocked = level === 'block' ? wording.filled(`check.${code}.whyBlocked`, params) : null;
  return blocked ?? wording.filled(`check.${code}.why`, params) ?? '';
}
