/** What the queue does with a step's end: go on to the next, or wait until the person at the counter has answered. */
export type StepEnd = 'next' | 'wait';
type Step = () => Promise<StepEnd>;

export interface ScanQueue {
  /** Adds a step at the end. It also ends a wait: who scans on has left the question. */
  put(step: Step): void;
  /** Runs a step before all that wait, and ends a wait: the answer to a question. */
  putFirst(step: Step): void;
  /** Ends a wait without an answer. */
  goOn(): void;
}

/**
 * Runs scans one after another in the order in which they came, none lost. While a question stands, those that came
 * before it could be seen wait behind it.
 */
export function createScanQueue(onLength: (waiting: number) => void): ScanQueue {
  const steps: Step[] = [];
  let running = false;
  let asked = false;

  async function run(): Promise<void> {
    if (running) return;
    running = true;
    try {
      while (!asked) {
        const step = steps.shift();
        onLength(steps.length);
        if (!step) break;
        asked = (await step()) === 'wait';
      }
    } finally {
      running = false;
      onLength(steps.length);
    }
  }

  function add(place: 'first' | 'last', step: Step): void {
    if (place === 'first') steps.unshift(step);
    else steps.push(step);
    asked = false;
    onLength(steps.length);
    void run();
  }

  return {
    put: (step) => add('last', step),
    putFirst: (step) => add('first', step),
    goOn() {
      asked = false;
      void run();
    },
  };
}
