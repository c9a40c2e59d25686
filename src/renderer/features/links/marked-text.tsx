import { type Mark, piecesOf } from './link-marks.ts';
import './links.css';

/** A text with its marks coloured; the pieces are plain text to a reader. */
export function MarkedText({ text, marks }: { readonly text: string; readonly marks: readonly Mark[] }) {
  return (
    <span className="mono marked">
      {piecesOf(text, marks).map((piece) =>
        piece.tone === null ? (
          piece.text
        ) : (
          <span key={piece.start} className={`mark mark-${piece.tone}`}>
            {piece.text}
          </span>
        ),
      )}
    </span>
  );
}
