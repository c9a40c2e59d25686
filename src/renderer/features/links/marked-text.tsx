import { type Mark, piecesOf } from './link-marks.ts';
import './links.css';

/** A text with its marks coloured; the pieces are plain text to a reader. */
export function MarkedText({ text, marks }: { readonly text: string; readonly marks: readonly Mark[] }) {
  let at = 0;
  return (
    <span className="mono marked">
      {piecesOf(text, marks).map((piece) => {
        const key = at;
        at += piece.text.length;
        if (piece.tone === null) return piece.text;
        return (
          <span key={key} className={`mark mark-${piece.tone}`}>
            {piece.text}
          </span>
        );
      })}
    </span>
  );
}
