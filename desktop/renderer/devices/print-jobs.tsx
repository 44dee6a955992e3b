import { useTranslation } from 'react-i18next';
import type { PrintAnswer } from '../../contract/papers.ts';
import { KeyButton } from '../app/key-button.tsx';
import { useDevices, useScreens, useWording } from '../app/screens.tsx';
import css from './devices.module.css';

const answers: readonly PrintAnswer[] = ['again', 'printed', 'drop'];

/** What is on its way to the printer. A job that may be on paper or not waits for a person who looks. */
export function PrintJobs() {
  const { t } = useTranslation();
  const { bridge, devices } = useScreens();
  const wording = useWording();
  const printing = useDevices((state) => state.printing);

  async function answer(job: string, said: PrintAnswer): Promise<void> {
    const reply = await bridge.call('printing.answer', { job, answer: said });
    if (reply.ok) devices.setState({ printing: reply.result });
  }

  return (
    <section className={css['card']} aria-label={t('device.jobs.title')} data-testid="print-jobs">
      <h2>{t('device.jobs.title')}</h2>
      {printing?.trouble ? (
        <p className={css['empty']} role="alert">
          {wording.filled(`printing.trouble.${printing.trouble}`, {}) ?? t('printing.trouble.other')}
        </p>
      ) : null}
      {printing?.jobs.map(({ id, kind, at, state }) => (
        <div key={id} className={css['job']} data-testid="print-job" data-state={state}>
          <span>
            {wording.time(at)} <strong>{wording.code('paper.kind', kind)}</strong>
          </span>
          <span className={css['meta']}>{t(`printing.job.${state}`)}</span>
          {state === 'sending' ? null : (
            <div className={css['tests']}>
              {answers
                .filter((said) => state === 'asked' || said === 'drop')
                .map((said) => (
                  <KeyButton
                    key={said}
                    size="small"
                    label={t(`printing.answer.${said}`)}
                    onPress={() => void answer(id, said)}
                  />
                ))}
            </div>
          )}
        </div>
      ))}
      {printing?.jobs.length ? null : <p className={css['empty']}>{t('device.jobs.none')}</p>}
    </section>
  );
}
