import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { PileItemView, PileLine } from '../../contract/devices.ts';
import { Icon } from '../app/icon.tsx';
import { useWording } from '../app/screens.tsx';
import { Sign } from '../app/sign.tsx';
import { inFours } from '../app/wording.ts';
import { padTrouble } from '../devices/device-sentences.ts';
import { checkHead } from './check-rows.tsx';
import counterCss from './counter.module.css';
import { leavesShelf, placeOf } from './destination.ts';
import { signOfPadRow, type PadRow } from './pad-rows.ts';
import css from './pad.module.css';

/** One thing on the pad: what it is, what became of it, and whether the gates take it for that. */
export function PadPileRow({ row }: { readonly row: PadRow }) {
  const sign = signOfPadRow(row);
  return (
    <li className={css['row']} data-sign={sign ?? undefined} data-testid={`pad-${row.kind}`}>
      {sign === null ? <Icon name="pad" /> : <Sign name={sign} />}
      <Words row={row} />
    </li>
  );
}

function Words({ row }: { readonly row: PadRow }): ReactNode {
  const { t } = useTranslation();
  const wording = useWording();
  switch (row.kind) {
    case 'item':
      return <ItemWords item={row.item} line={row.line} />;
    case 'away':
      return (
        <>
          {title(row.away.item.title, row.away.item.barcode)}
          <span className={css['wide']}>{t('pad.away')}</span>
        </>
      );
    case 'foreign':
      return (
        <>
          {title(t('pad.foreign', { reading: t(`device.tagReading.${row.tag.reading}`) }))}
          <span className={css['wide']}>{t('pad.foreignDo')}</span>
        </>
      );
    case 'unreadable':
      return (
        <>
          {title(t('pad.unreadable'))}
          <span className={css['wide']}>
            {row.tag.code === 'damaged' ? t('pad.putAgain') : padTrouble(row.tag.code, wording)}
          </span>
        </>
      );
  }
}

function ItemWords({ item, line }: { readonly item: PileItemView; readonly line: PileLine | null }) {
  const { t } = useTranslation();
  const wording = useWording();
  const { security, missing, doubled, parts } = item;
  if (security.state === 'failed') {
    return (
      <>
        {title(item.item.title, item.number)}
        <span className={css['wide']}>
          {t('pad.failed')}. {padTrouble(security.code, wording)}
        </span>
      </>
    );
  }
  if (line?.kind === 'failed' || line?.kind === 'blocked') {
    return (
      <>
        {title(item.item.title, item.number)}
        <span className={css['wide']}>{notDone(line)}</span>
      </>
    );
  }
  const lacking = line?.kind === 'done' ? '' : partsText();
  if (lacking) {
    return (
      <>
        {title(item.item.title, item.number)}
        <span className={css['lacking']}>{lacking}</span>
      </>
    );
  }
  const end = became();
  return (
    <>
      {title(item.item.title, item.number)}
      <span className={end.strong ? counterCss['strong'] : ''}>{end.text}</span>
      <Security item={item} />
    </>
  );

  function became(): { readonly text: string; readonly strong: boolean } {
    switch (line?.kind) {
      case 'done':
        return line.answer.kind === 'taken'
          ? { text: placeOf(line.answer.destination, t), strong: leavesShelf(line.answer.destination) }
          : { text: 'due' in line.answer ? wording.shortDay(line.answer.due) : '', strong: true };
      case 'asked':
        return { text: t('pad.asked'), strong: true };
      default:
        return { text: '', strong: false };
    }
  }

  function notDone(told: Extract<PileLine, { kind: 'failed' | 'blocked' }>): string {
    if (told.kind === 'failed') return padTrouble(told.code, wording, told.params);
    const { answer } = told;
    const [check] = answer.kind === 'blocked' ? answer.checks : [];
    return check ? checkHead(check, wording) : t('pad.notDone');
  }

  function partsText(): string {
    if (missing.length > 0) return t('pad.missing', { list: missing.join(', '), parts });
    return doubled.length > 0 ? t('pad.doubled', { list: doubled.join(', ') }) : '';
  }
}

function Security({ item: { item, security } }: { readonly item: PileItemView }) {
  const { t } = useTranslation();
  switch (security.state) {
    case 'done':
      return said(item.state === 'on-loan' ? t('pad.security.open') : t('pad.security.done'));
    case 'pending':
      return said(t('pad.security.pending'));
    case 'misfit':
      return <span className={css['misfit']}>{t(`pad.misfit.${security.tag ?? 'none'}`)}</span>;
    case 'failed':
    case 'unknown':
      return said(t('pad.security.unknown'));
  }

  function said(text: string) {
    return (
      <span className={css['security']}>
        {security.state === 'done' ? (
          <Icon name={item.state === 'on-loan' ? 'unlock' : 'lock'} size={16} />
        ) : null}
        {text}
      </span>
    );
  }
}

function title(text: string, number?: string) {
  return <span className={css['title']}>{text || inFours(number ?? '')}</span>;
}
