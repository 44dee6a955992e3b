import { startScreens } from '../app/start.tsx';
import { createFakeCore, type FakeCore } from './fake-core.ts';

declare global {
  interface Window {
    /** For tests in a plain browser: what the core would do by itself. */
    fakeCore: FakeCore;
  }
}

const asked = new URLSearchParams(location.search);
const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
window.fakeCore = createFakeCore({
  language: asked.get('language') === 'en' ? 'en' : 'nl',
  theme: asked.get('theme') === 'dark' ? 'dark' : asked.get('theme') === 'light' ? 'light' : 'system',
  acts: Number(asked.get('acts') ?? 140),
});
await startScreens(window.fakeCore.bridge, root, window.fakeCore.now);
