import css from './parts.module.css';

const paths = {
  counter: 'M3 10h18v3H3zM5 13v7M19 13v7M8 20h8M12 10V4M9 4h6',
  settings:
    'M4 8h9M19 8h1M4 16h1M11 16h9M16 5.5a2.5 2.5 0 1 1 0 5a2.5 2.5 0 0 1 0-5M8 13.5a2.5 2.5 0 1 1 0 5a2.5 2.5 0 0 1 0-5',
  pad: 'M4 15h16v4H4zM7 11a7 7 0 0 1 10 0M9.5 13a3.5 3.5 0 0 1 5 0M4.5 8.5a10.5 10.5 0 0 1 15 0',
  printer: 'M7 9V4h10v5M4 9h16v7h-3M7 16H4V9M7 13h10v7H7z',
  tag: 'M3 12V4h8l10 10-8 7zM7.5 8h.01',
  lock: 'M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3',
  unlock: 'M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 6.8-1.2',
  keyboard: 'M3 7h18v10H3zM6 10h.01M9.5 10h.01M13 10h.01M16.5 10h.01M8 14h8',
  lend: 'M4 5v14h8M9 12h12M17 8l4 4-4 4',
  take: 'M20 5v14h-8M3 12h12M11 8l4 4-4 4',
  renew: 'M20 12a8 8 0 1 1-2.5-5.8M20 3v4.5h-4.5',
  scan: 'M3 5v14M6.5 5v14M10 5v10M13.5 5v10M17 5v14M21 5v14M10 19h.01M13.5 19h.01',
  person: 'M12 4a4 4 0 1 1 0 8a4 4 0 0 1 0-8M4 21c0-4 3.5-7 8-7s8 3 8 7',
  book: 'M4 5.5C6.5 4.3 9.5 4.5 12 6.5c2.5-2 5.5-2.2 8-1V19c-2.5-1.2-5.5-1-8 1-2.5-2-5.5-2.2-8-1zM12 6.5V20',
  crate: 'M2 6h12v11H2zM14 10h4l4 4v3h-8zM7 16a2 2 0 1 1 0 4a2 2 0 0 1 0-4M17 16a2 2 0 1 1 0 4a2 2 0 0 1 0-4',
  holdShelf: 'M6 3h12v18l-6-4-6 4z',
  shelf: 'M3 12h18M3 21h18M6 5v7M10 5v7M14 5l2 7M6 14v7M18 14v7',
  back: 'M20 12H5M11 6l-6 6 6 6',
  tray: 'M4 13l3-8h10l3 8v6H4zM4 13h5l1 3h4l1-3h5',
  online: 'M12 3a9 9 0 1 1 0 18a9 9 0 0 1 0-18M8 12.5l2.8 2.8L16 9.5',
  alone: 'M4 11l8-7 8 7M6 10v10h12V10M10 20v-5h4v5',
  upload: 'M12 20V9M7 13l5-5 5 5M4 4h16',
  undo: 'M9 14L4 9l5-5M4 9h10a6 6 0 0 1 0 12h-3',
  paper: 'M6 3h12v18l-3-2-3 2-3-2-3 2zM9.5 8h5M9.5 12h5',
  download: 'M12 4v11M7 11l5 5 5-5M4 20h16',
} as const;

export type IconName = keyof typeof paths;

/** A line icon in a box of 24; decoration beside a word, so hidden from screen readers. */
export function Icon({ name, size = 20 }: { readonly name: IconName; readonly size?: 16 | 20 | 24 | 32 }) {
  return (
    <svg className={css.icon} data-size={size} viewBox="0 0 24 24" aria-hidden="true">
      <path d={paths[name]} />
    </svg>
  );
}
