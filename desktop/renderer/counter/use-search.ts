import { useEffect, useState } from 'react';
import type { SearchHits } from '../../contract/views.ts';
import { isNumber } from '../../../hardware/codecs/keyboard-wedge.ts';
import { useScreens } from '../app/screens.tsx';

const restMilliseconds = 120;
const shortest = 2;

export interface Search {
  /** Hits of the text as it stands; null while they are looked for. */
  readonly hits: SearchHits | null;
  readonly open: boolean;
  /** Does not wait for a rest in the typing. */
  readonly now: () => void;
}

/** People and titles together, as one types. Digits are looked up by Enter, so they search nothing. */
export function useSearch(text: string): Search {
  const { bridge } = useScreens();
  const [found, setFound] = useState<{ readonly text: string; readonly hits: SearchHits } | null>(null);
  const [hurried, setHurried] = useState('');
  const wanted = text.trim();
  const searches = wanted.length >= shortest && !isNumber(wanted) && !/^\d+$/.test(wanted);
  const hurry = hurried === wanted;

  useEffect(() => {
    if (!searches) return;
    let left = false;
    const timer = setTimeout(
      () => {
        void bridge.call('search', { text: wanted }).then((reply) => {
          if (!left && reply.ok) setFound({ text: wanted, hits: reply.result });
        });
      },
      hurry ? 0 : restMilliseconds,
    );
    return () => {
      left = true;
      clearTimeout(timer);
    };
  }, [bridge, wanted, searches, hurry]);

  useEffect(() => {
    if (!wanted) setFound(null);
  }, [wanted]);

  return {
    hits: searches && found?.text === wanted ? found.hits : null,
    open: searches,
    now: () => setHurried(wanted),
  };
}
