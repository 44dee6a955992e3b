import type { ReactNode } from 'react';
import css from './parts.module.css';

export type SignName = 'done' | 'tick' | 'look' | 'stop' | 'away' | 'ask' | 'undone';

const ground = 'var(--sign-ground, var(--surface))';

const shapes: Readonly<Record<SignName, ReactNode>> = {
  done: (
    <>
      <circle cx="10" cy="10" r="9" fill="currentColor" />
      <path
        d="M5.8 10.3l2.9 2.9 5.5-6"
        fill="none"
        stroke={ground}
        strokeWidth="2"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </>
  ),
  tick: (
    <path
      d="M4.5 10.5l3.7 3.7 7.3-8"
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      strokeLinecap="round"
      strokeLinejoin="round"
    />
  ),
  look: (
    <>
      <path
        d="M10 1.8 19 17.7H1z"
        fill="currentColor"
        stroke="currentColor"
        strokeWidth="1.5"
        strokeLinejoin="round"
      />
      <path d="M10 7.2v4.8M10 14.7v.1" stroke={ground} strokeWidth="2" strokeLinecap="round" />
    </>
  ),
  stop: (
    <>
      <path d="M6.3 1h7.4L19 6.3v7.4L13.7 19H6.3L1 13.7V6.3z" fill="currentColor" />
      <path d="M5.5 10h9" stroke={ground} strokeWidth="2.4" strokeLinecap="round" />
    </>
  ),
  away: (
    <>
      <path d="M1 4h12l6 6-6 6H1z" fill="currentColor" />
      <path
        d="M5 10h7M9.5 7l3 3-3 3"
        fill="none"
        stroke={ground}
        strokeWidth="1.8"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </>
  ),
  ask: (
    <>
      <rect x="1.5" y="1.5" width="17" height="17" rx="4" fill="currentColor" />
      <path
        d="M7.4 7.6a2.7 2.7 0 1 1 3.9 2.4c-.9.5-1.3 1-1.3 1.9M10 14.6v.1"
        fill="none"
        stroke={ground}
        strokeWidth="1.9"
        strokeLinecap="round"
      />
    </>
  ),
  undone: (
    <g fill="none" stroke="currentColor" strokeWidth="1.75" strokeLinecap="round">
      <circle cx="10" cy="10" r="8" />
      <path d="M6.5 10h7" />
    </g>
  ),
};

/** A result's sign: outlines differ, so that colour is never alone. A word always stands beside it. */
export function Sign({ name, size = 20 }: { readonly name: SignName; readonly size?: 16 | 20 | 24 | 40 }) {
  return (
    <svg className={css.sign} data-sign={name} data-size={size} viewBox="0 0 20 20" aria-hidden="true">
      {shapes[name]}
    </svg>
  );
}
