import { TextInput } from '@mantine/core';
import { type SyntheticEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PatronView } from '../../contract/views.ts';
import { Dialog } from '../app/dialog.tsx';
import { KeyButton, Keycap } from '../app/key-button.tsx';
import partsCss from '../app/parts.module.css';
import { useCounter, useScreens, useShell } from '../app/screens.tsx';
import shellCss from '../app/shell.module.css';
import { Wrong } from '../app/wrong.tsx';
import { noPin, pinEntered } from './new-pin.ts';

/** A PIN for the self-checks (A7), typed twice by the open patron, or by staff at their word. It goes with its patron. */
export function PinDialog() {
  const { t } = useTranslation();
  const { shell } = useScreens();
  const patron = useCounter((state) => state.patron);
  const left = useShell((state) => state.dialog === 'pin') && patron === null;
  useEffect(() => {
    if (left) shell.setState({ dialog: null });
  }, [left, shell]);
  return (
    <Dialog name="pin" title={t('pin.title')} width={28}>
      {patron ? <PinForm key={patron.id} patron={patron} /> : null}
    </Dialog>
  );
}

function PinForm({ patron }: { readonly patron: PatronView }) {
  const { t } = useTranslation();
  const { counter, shell } = useScreens();
  const [pin, setPin] = useState(noPin);
  const first = useRef<HTMLInputElement>(null);
  const again = useRef<HTMLInputElement>(null);
  const close = (): void => shell.setState({ dialog: null });

  function enter(event: SyntheticEvent): void {
    event.preventDefault();
    const entered = pinEntered(pin);
    setPin(entered.pin);
    (entered.pin.first === '' ? first : again).current?.focus();
    if (entered.done === null) return;
    close();
    counter.setPin(patron, entered.done);
  }

  return (
    <form className={shellCss['form']} onSubmit={enter}>
      <p>{t('pin.for', { name: patron.name })}</p>
      <PinField
        opens
        label={t('pin.first')}
        ref={first}
        value={pin.first}
        onType={(typed) => setPin({ ...pin, first: typed, wrong: null })}
      />
      <PinField
        label={t('pin.again')}
        ref={again}
        value={pin.again}
        onType={(typed) => setPin({ ...pin, again: typed, wrong: null })}
      />
      {pin.wrong ? <Wrong code={pin.wrong} /> : null}
      <div className={shellCss['formFoot']}>
        <KeyButton label={t('pin.leave')} keycap="F4" onPress={close} />
        <button type="submit" className={partsCss['button']} data-filled="">
          {t('pin.set')}
          <Keycap>Enter</Keycap>
        </button>
      </div>
    </form>
  );
}

interface PinFieldProps {
  /** The dialog puts the focus here. */
  readonly opens?: boolean;
  readonly label: string;
  readonly value: string;
  readonly ref: React.Ref<HTMLInputElement>;
  readonly onType: (typed: string) => void;
}

/** Never shown: others stand at the counter too. */
function PinField({ opens = false, label, value, ref, onType }: PinFieldProps) {
  return (
    <TextInput
      type="password"
      inputMode="numeric"
      autoComplete="off"
      data-autofocus={opens ? true : undefined}
      label={label}
      ref={ref}
      value={value}
      onChange={(event) => onType(event.currentTarget.value)}
    />
  );
}
