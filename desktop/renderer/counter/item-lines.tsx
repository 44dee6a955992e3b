import { useTranslation } from 'react-i18next';
import type { ItemView } from '../../contract/views.ts';
import { useWording } from '../app/screens.tsx';
import { inFours } from '../app/wording.ts';
import css from './answer.module.css';

/** Title large; author, kind and number under it. */
export function ItemLines({ item }: { readonly item: ItemView }) {
  const { t } = useTranslation();
  const wording = useWording();
  const second = [
    item.author,
    wording.code('loanGroup', item.loanGroup),
    inFours(item.barcode),
    item.listed ? null : t('answer.notUnlisted'),
  ];
  return (
    <>
      <h3 className={css['title']}>{item.title || inFours(item.barcode)}</h3>
      <p className={css['second']}>{second.filter(Boolean).join(' · ')}</p>
    </>
  );
}
