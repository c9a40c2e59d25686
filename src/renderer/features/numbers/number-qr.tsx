import { useMemo } from 'react';
import { encode, renderSVG } from 'uqr';
import { numbersText as text } from '#renderer/app/messages/en/numbers.ts';
import { Button } from '#renderer/ui/button.tsx';
import { copyText } from '#renderer/ui/copy-button.tsx';

/** A QR code that calls the number when it is read; dark on light in both themes, as readers need it. */
export function NumberQr(props: { readonly e164: string; readonly shown: string }) {
  const address = `tel:${props.e164}`;
  const { size, path } = useMemo(() => drawn(address), [address]);
  return (
    <figure className="qr">
      <svg
        className="qr-code"
        viewBox={`0 0 ${size} ${size}`}
        role="img"
        aria-label={text.qrTitle(props.shown)}
        shapeRendering="crispEdges"
      >
        <path d={path} />
      </svg>
      <figcaption>
        <Button size="small" onClick={() => void copyText(renderSVG(address), text.qrWhat)}>
          {text.copyQr}
        </Button>
        <a
          className="button button-small"
          download={`${props.e164.replace('+', '')}.svg`}
          href={`data:image/svg+xml,${encodeURIComponent(renderSVG(address))}`}
        >
          {text.saveQr}
        </a>
      </figcaption>
    </figure>
  );
}

function drawn(address: string): { readonly size: number; readonly path: string } {
  const { data, size } = encode(address, { border: 2 });
  const squares = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])));
  return { size, path: squares.join('') };
}
