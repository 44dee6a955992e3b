import { Modal, PasswordInput, TextInput } from '@mantine/core';
import { useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { FailureCode } from '../../contract/failures.ts';
import partsCss from './parts.module.css';
import { useScreens, useShell, useWording } from './screens.tsx';
import css from './shell.module.css';
import { Sign } from './sign.tsx';

/** A member of staff takes the desk, by code and PIN. */
export function SignInDialog() {
  const { t } = useTranslation();
  const { shell } = useScreens();
  const open = useShell((state) => state.dialog === 'sign-in');
  const close = (): void => shell.setState({ dialog: null });
  return (
    <Modal
      opened={open}
      onClose={close}
      title={t('signIn.title')}
      size="24rem"
      centered
      transitionProps={{ duration: 0 }}
      closeButtonProps={{ 'aria-label': t('app.close') }}
      styles={{ title: { font: '600 var(--t-name)' } }}
    >
      <SignInForm onDone={close} />
    </Modal>
  );
}

function SignInForm({ onDone }: { readonly onDone: () => void }) {
  const { t } = useTranslation();
  const { bridge, desk } = useScreens();
  const [staff, setStaff] = useState('');
  const [pin, setPin] = useState('');
  const wording = useWording();
  const [wrong, setWrong] = useState<FailureCode | null>(null);

  async function submit(event: SyntheticEvent): Promise<void> {
    event.preventDefault();
    const reply = await bridge.call('desk.signIn', { staff: staff.trim(), pin });
    setPin('');
    setWrong(reply.ok ? null : reply.error.code);
    if (!reply.ok) return;
    desk.setState({ state: reply.result });
    onDone();
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
      {wrong ? (
        <p className={css['wrong']} role="alert">
          <Sign name="stop" />
          {wording.refusal({ code: wrong, params: {} })}
        </p>
      ) : null}
      <div className={css['formFoot']}>
        <button type="submit" className={partsCss['button']} data-filled="">
          {t('signIn.submit')}
        </button>
      </div>
    </form>
  );
}
