import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';
import { followTheme } from './app/theme.ts';
import { followDesk } from './state/desk.ts';
import './ui/tokens.css';
import './ui/fonts.css';
import './ui/base.css';

/** So long the page stays empty for the state of the desk, so that the usual start draws its frame and nothing before it. */
const PATIENCE_MS = 400;

const root = document.getElementById('root');
if (!root) throw new Error('The page has no element #root to draw into.');

followTheme();
void draw(root);

// No await of the module itself: whatever it shares with other screens would be parted into a file each.
async function draw(into: HTMLElement): Promise<void> {
  const patience = new Promise((resolve) => {
    setTimeout(resolve, PATIENCE_MS);
  });
  await Promise.race([followDesk(), patience]);
  createRoot(into).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}
