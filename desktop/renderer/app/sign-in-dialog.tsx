import { PasswordInput, TextInput } from '@mantine/core';
import { useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { FailureCode } from '../../contract/failures.ts';
import { Dialog } from './dialog.tsx';
import partsCss from './parts.module.css';
import { useScreens } from './screens.tsx';
import css from './shell.module.css';
import { Wrong } from './wrong.tsx';

/** A member of staff takes the desk, by code and PIN. */
export function SignInDialog() {
  const { t } = useTranslation();
  return (
    <Dialog name="sign-in" title={t('signIn.title')} width={24}>
      <SignInForm />
    </Dialog>
  );
}

function SignInForm() {
  const { t } = useTranslation();
  const { bridge, desk, shell } = useScreens();
  const [staff, setStaff] = useState('');
  const [pin, setPin] = useState('');
  const [wrong, setWrong] = useState<FailureCode | null>(null);

  async function submit(event: SyntheticEvent): Promise<void> {
    event.preventDefault();
    const reply = await bridge.call('desk.signIn', { staff: staff.trim(), pin });
    setPin('');
    setWrong(reply.ok ? null : reply.error.code);
    if (!reply.ok) return;
    desk.setState({ state: reply.result });
    shell.setState({ dialog: null });
  }

  return (
    <form className={css['form']} onSubmit={(event) => void submit(event)}>
      <TextInput
        label={t('signIn.staff')}
        value={staff}
        onChange={(event) => setStaff(event.currentTarget.value)}
        data-autofocus
        required
        withAsterisk={false}
      />
      <PasswordInput
        label={t('signIn.pin')}
        value={pin}
        onChange={(event) => setPin(event.currentTarget.value)}
        required
        withAsterisk={false}
      />
      {wrong ? <Wrong code={wrong} /> : null}
      <div className={css['formFoot']}>
        <button type="submit" className={partsCss['button']} data-filled="">
          {t('signIn.submit')}
        </button>
      </div>
    </form>
  );
}
