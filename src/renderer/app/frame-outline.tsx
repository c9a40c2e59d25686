import './frame.css';
import { frameText } from './messages/en/frame.ts';
import { Rail } from './rail.tsx';

const NO_COUNTS = {};

/** What of the frame is known before the desk is: it is drawn while the page would have nothing to do but wait. */
export function FrameOutline() {
  return (
    <div className="frame">
      <header className="top-bar">
        <Brand />
      </header>
      <Rail counts={NO_COUNTS} />
      <main className="content" aria-busy>
        <p className="starting">{frameText.starting}</p>
      </main>
    </div>
  );
}

/** The app's mark and name. */
export function Brand() {
  return (
    <span className="brand">
      <span className="brand-mark" aria-hidden />
      {frameText.brand}
    </span>
  );
}
