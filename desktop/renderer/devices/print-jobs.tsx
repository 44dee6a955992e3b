import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PrintAnswer, PrintingView } from '../../contract/papers.ts';
import type { FailureCode } from '../../contract/failures.ts';
import { Icon } from '../app/icon.tsx';
import { KeyButton } from '../app/key-button.tsx';
import { useDevices, useScreens, useWording } from '../app/screens.tsx';
import { Sign } from '../app/sign.tsx';
import css from './settings.module.css';
import devicesCss from './devices.module.css';

const answers: readonly PrintAnswer[] = ['again', 'printed', 'drop'];

/** What is on its way to the printer; what may be on paper or not is asked. */
export function PrintJobs() {
  const { t } = useTranslation();
  const { bridge, devices } = useScreens();
  const wording = useWording();
  const printing = useDevices((state) => state.printing);
  const [refused, setRefused] = useState<FailureCode | null>(null);
  if (!printing) return null;
  const { trouble } = printing;

  async function answer(job: string, said: PrintAnswer): Promise<void> {
    const reply = await bridge.call('printing.answer', { job, answer: said });
    if (reply.ok) devices.setState({ printing: reply.result });
    setRefused(reply.ok ? null : reply.error.code);
  }

  return (
    <section className={css['card']} aria-label={t('devices.jobs')}>
      <div className={css['cardHead']}>
        <h2>{t('devices.jobs')}</h2>
        {printing.jobs.length === 0 ? <span className={css['meta']}>{t('devices.jobsNone')}</span> : null}
      </div>
      {trouble === null ? null : (
        <p className={css['signed']} data-sign="stop" role="alert">
          <Sign name="stop" />
          {wording.filled(`printing.trouble.${trouble}`, {}) ?? t('printing.trouble.other')}
        </p>
      )}
      {refused ? (
        <p className={css['signed']} data-sign="stop" role="alert">
          <Sign name="stop" />
          {wording.refusal({ code: refused, params: {} })}
        </p>
      ) : null}
      <ul>
        {printing.jobs.map((job) => (
          <Job key={job.id} job={job} onAnswer={(said) => void answer(job.id, said)} />
        ))}
      </ul>
    </section>
  );
}

interface JobProps {
  readonly job: PrintingView['jobs'][number];
  readonly onAnswer: (said: PrintAnswer) => void;
}

function Job({ job, onAnswer }: JobProps) {
  const { t } = useTranslation();
  const wording = useWording();
  const asked = job.state === 'asked';
  // What is being sent cannot be called back, and what waits is printed by itself.
  const choices = asked ? answers : job.state === 'waiting' ? (['drop'] as const) : [];
  return (
    <li className={devicesCss['job']} data-testid="print-job" data-state={job.state}>
      {asked ? <Sign name="ask" /> : <Icon name="printer" />}
      <div>
        <strong>{t(`paper.kind.${job.kind}`)}</strong>{' '}
        <span className={css['meta']}>{wording.time(job.at)}</span>
        <p className={css['second']}>{t(`printing.job.${job.state}`)}</p>
      </div>
      <div className={devicesCss['buttons']}>
        {choices.map((choice) => (
          <KeyButton
            key={choice}
            size="small"
            label={t(`printing.answer.${choice}`)}
            onPress={() => onAnswer(choice)}
          />
        ))}
      </div>
    </li>
  );
}
