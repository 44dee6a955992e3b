import type { ReactNode } from 'react';
import { Icon, type IconName } from './icon.tsx';
import css from './parts.module.css';

export function Keycap({ children }: { readonly children: ReactNode }) {
  return <kbd className={css.keycap}>{children}</kbd>;
}

interface KeyButtonProps {
  readonly label: string;
  /** The key that presses it, as its keycap shows it. */
  readonly keycap?: string;
  readonly onPress: () => void;
  readonly icon?: IconName;
  readonly filled?: boolean;
  readonly disabled?: boolean;
  readonly size?: 'small';
  readonly expanded?: boolean;
  /** A dialog that opens puts the focus here. */
  readonly first?: boolean;
}

/** A verb and the key that does the same. */
export function KeyButton({
  label,
  keycap,
  icon,
  onPress,
  filled,
  disabled,
  size,
  expanded,
  first,
}: KeyButtonProps) {
  return (
    <button
      type="button"
      className={css.button}
      data-size={size}
      data-filled={filled ? '' : undefined}
      disabled={disabled}
      aria-expanded={expanded}
      data-autofocus={first ? true : undefined}
      onClick={onPress}
    >
      {icon ? <Icon name={icon} size={16} /> : null}
      {label}
      {keycap ? <Keycap>{keycap}</Keycap> : null}
    </button>
  );
}
