import css from './answer.module.css';
import type { ShownAnswer } from './shown-answer.ts';

/** Something else than a scan was done: the band says what, and here stands for whom. */
export function DoneBody({ answer }: { readonly answer: Extract<ShownAnswer, { kind: 'done' }> }) {
  return (
    <div className={css['body']}>
      <h3 className={css['title']}>{answer.patron.name}</h3>
    </div>
  );
}
