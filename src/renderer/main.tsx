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

followTheme();
void followDesk();
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
