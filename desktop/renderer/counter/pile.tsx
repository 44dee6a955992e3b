import { useTranslation } from 'react-i18next';
import { KeyButton } from '../app/key-button.tsx';
import { useCounter, useScreens, useWording } from '../app/screens.tsx';
import { Sign, type SignName } from '../app/sign.tsx';
import { inFours } from '../app/wording.ts';
import css from './counter.module.css';
import { leavesShelf, placeOf } from './destination.ts';
import type { PileRow } from './session.ts';
import { showPaper } from './show-paper.ts';

/** Everything of this visit or this pile, the newest first; what was not done keeps its sign. */
export function Pile() {
  const { t } = useTranslation();
  const { bridge, shell, counter } = useScreens();
  const all = useCounter((state) => state.pile);
  const open = useCounter((state) => state.shown?.open === true);
  // Blocks and their strip need the whole height.
  const fills = useCounter(
    ({ shown }) => shown?.open === true && ['blocked', 'choose'].includes(shown.answer.kind),
  );
  const hasPatron = useCounter((state) => state.patron !== null);
  // The question that stands large above is not also a row.
  const pile = open && all[0] && isOpenEnd(all[0]) ? all.slice(1) : all;
  const mode = useCounter((state) => state.mode);
  if (pile.length === 0 || fills) return null;
  const countOf = (end: PileRow['end']): number => pile.filter((row) => row.end === end).length;
  const counts = [
    countOf('lent') > 0 ? t('pile.lent', { count: countOf('lent') }) : null,
    countOf('taken') > 0 ? t('pile.taken', { count: countOf('taken') }) : null,
    countOf('renewed') > 0 ? t('pile.renewedCount', { count: countOf('renewed') }) : null,
  ];
  const onSlip = mode === 'lend' && hasPatron && countOf('lent') + countOf('renewed') > 0;
  const title = mode === 'take' ? t('pile.stack') : onSlip ? t('pile.slip') : t('pile.now');
  return (
    <section className={css['list']} data-testid="pile" aria-label={title}>
      <div className={css['listHead']}>
        <h2>{title}</h2>
        <span className={`${css['meta']} ${css['grow']}`}>{counts.filter(Boolean).join(' · ')}</span>
        {counts.some(Boolean) ? (
          <KeyButton
            size="small"
            icon="paper"
            label={all[0]?.destination && leavesShelf(all[0].destination) ? t('paper.slip') : t('paper.last')}
            keycap="Alt+P"
            onPress={() => void showPaper({ bridge, shell, counter })}
          />
        ) : null}
      </div>
      <ul className={css['rows']}>
        {pile.map((row) => (
          <Row key={row.code} row={row} low={mode === 'take'} />
        ))}
      </ul>
    </section>
  );
}

function Row({ row, low }: { readonly row: PileRow; readonly low: boolean }) {
  const { t } = useTranslation();
  const wording = useWording();
  const away = row.destination !== null && leavesShelf(row.destination);
  const plain = row.loanGroup !== null && row.loanGroup !== 'boek';
  return (
    <li className={css['row']} data-low={low ? '' : undefined} data-new="">
      <Sign name={signOfRow(row)} />
      <span className={`${css['grow']} ${css['cut']}`}>
        {row.end === 'failed' ? inFours(row.title) : row.title || inFours(row.code)}{' '}
        {plain && row.loanGroup ? (
          <span className={css['meta']}>{wording.code('loanGroup', row.loanGroup)}</span>
        ) : null}
      </span>
      <span className={`${css['cut']} ${away || row.due ? css['strong'] : isStop(row) ? css['stop'] : ''}`}>
        {end()}
      </span>
    </li>
  );

  function end(): string {
    if (row.destination) return placeOf(row.destination, t);
    if (row.due) return wording.shortDay(row.due);
    switch (row.end) {
      case 'notLent':
      case 'notRenewed':
      case 'asked':
      case 'failed':
        return t(`pile.${row.end}`);
      default:
        return '';
    }
  }
}

function isStop(row: PileRow): boolean {
  return row.end === 'notLent' || row.end === 'notRenewed' || row.end === 'failed';
}

function isOpenEnd(row: PileRow): boolean {
  return isStop(row) || row.end === 'asked';
}

function signOfRow(row: PileRow): SignName {
  if (isStop(row)) return 'stop';
  if (row.end === 'asked') return 'ask';
  if (row.looked) return 'look';
  return row.destination && leavesShelf(row.destination) ? 'away' : 'tick';
}
