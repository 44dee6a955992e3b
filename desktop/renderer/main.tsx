import type { Bridge } from '../contract/contract.ts';
import { startScreens } from './app/start.tsx';

declare global {
  interface Window {
    /** Put there by preload. */
    readonly balie: Bridge;
  }
}

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
await startScreens(window.balie, root);
