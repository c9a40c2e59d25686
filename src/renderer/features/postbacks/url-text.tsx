import type { TemplateFault } from '#shared/domain/template-check.ts';
import { urlPieces } from './url-marks.ts';

/** A template's URL with its macros coloured and its faults underlined. */
export function UrlText(props: { readonly url: string; readonly faults?: readonly TemplateFault[] }) {
  return (
    <span className="mono url-text">
      {urlPieces(props.url, props.faults ?? []).map((piece) =>
        piece.tone === null ? (
          piece.text
        ) : (
          <span key={piece.start} className={`url-${piece.tone}`}>
            {piece.text}
          </span>
        ),
      )}
    </span>
  );
}
