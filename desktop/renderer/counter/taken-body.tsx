import { useTranslation } from 'react-i18next';
import type { Answer } from '../../contract/answers.ts';
import { useWording } from '../app/screens.tsx';
import { Sign } from '../app/sign.tsx';
import css from './answer.module.css';
import { CheckRows } from './check-rows.tsx';
import { leavesShelf, plateOf, whyThere } from './destination.ts';
import { ItemLines } from './item-lines.tsx';

type Taken = Extract<Answer, { kind: 'taken' }>;

/** Where the book goes is the hero: a plate for all that leaves the normal shelf (rule D5). */
export function TakenBody({ answer }: { readonly answer: Taken }) {
  const { t } = useTranslation();
  const wording = useWording();
  const { destination, daysLate } = answer;
  const plate = plateOf(destination, t);
  const why = whyThere(destination, t, wording);
  const away = leavesShelf(destination);
  const callNumber = destination.kind === 'shelf' && destination.shelf ? destination.callNumber : null;
  return (
    <>
      <div className={css['body']}>
        <ItemLines item={answer.item} />
        <div
          style={{ '--characters': plate.place.length } as React.CSSProperties}
          data-testid="answer-hero"
          data-destination={destination.kind}
        >
          {away ? (
            <div className={css['plate']}>
              <p className={css['plateOver']}>{plate.over}</p>
              <p className={css['plateWord']}>{plate.place}</p>
            </div>
          ) : (
            <>
              <p className={css['over']}>{plate.over}</p>
              <p className={css['shelf']}>{plate.place}</p>
              {callNumber ? <p className={css['callNumber']}>{callNumber}</p> : null}
            </>
          )}
        </div>
      </div>
      <dl className={css['facts']}>
        <div>
          <dt>{t('answer.loan')}</dt>
          {answer.wasOnLoan && daysLate > 0 ? (
            <dd data-look="">
              <Sign name="look" size={16} />
              {t('answer.wasLate', { count: daysLate })}
            </dd>
          ) : (
            <dd>{answer.wasOnLoan ? t('answer.onTime') : t('answer.notOnLoan')}</dd>
          )}
        </div>
        <div>
          <dt>{t('answer.of')}</dt>
          <dd>{answer.item.branch}</dd>
        </div>
        {why ? (
          <div>
            <dt>{t('answer.why')}</dt>
            <dd>{why}</dd>
          </div>
        ) : null}
      </dl>
      <CheckRows checks={answer.notices} />
    </>
  );
}
