import { firstAnswers } from './app/ask-first.ts';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';
import { followTheme } from './app/theme.ts';
import { followDesk } from './state/desk.ts';
import './ui/tokens.css';
import './ui/fonts.css';
import './ui/base.css';

const root = document.getElementById('root');
if (!root) throw new Error('The page has no element #root to draw into.');

/** For so long the first answers are waited for before the outline is drawn that stands until they are there. */
const ANSWERED_SOON_MS = 80;

const page = createRoot(root);
const soon = new Promise<void>((done) => {
  setTimeout(done, ANSWERED_SOON_MS);
});

followTheme();
void Promise.race([Promise.all([followDesk(), firstAnswers]), soon]).then(() =>
  page.render(
    <StrictMode>
      <App />
    </StrictMode>,
  ),
);
