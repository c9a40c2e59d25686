import { useMemo } from 'react';
import { encode, renderSVG } from 'uqr';
import { registerText as text } from '#renderer/app/messages/en/link-register.ts';
import { ask } from '#renderer/state/desk-client.ts';
import { reportFault, toast } from '#renderer/state/toasts.ts';
import { Button } from '#renderer/ui/button.tsx';
import { copyText } from '#renderer/ui/copy-button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';

/** Light modules around the code. */
const QUIET = 4;
/** Bytes a code of the middle grade of correction holds at most. */
const MOST_BYTES = 2331;

/** A link as a QR code, to be copied or saved as SVG or PNG; dark on light in both themes, as readers need it. */
export function LinkQr({ link, onClose }: { readonly link: string; readonly onClose: () => void }) {
  const fits = new TextEncoder().encode(link).length <= MOST_BYTES;
  const save = async (format: 'svg' | 'png'): Promise<void> => {
    try {
      const { file } = await ask('links.saveQr', { link, format });
      if (file !== null) toast(text.fileSaved(file));
    } catch (fault) {
      reportFault(fault);
    }
  };
  return (
    <Dialog
      open
      onOpen={(open) => !open && onClose()}
      title={text.qrTitle}
      foot={
        fits && (
          <>
            <Button onClick={() => void copyText(renderSVG(link, { border: QUIET, ecc: 'M' }), text.svgWhat)}>
              {text.copySvg}
            </Button>
            <Button
              onClick={() => {
                ask('links.copyQr', { link }).then(() => toast(text.pictureCopied), reportFault);
              }}
            >
              {text.copyPicture}
            </Button>
            <Button onClick={() => void save('svg')}>{text.saveSvg}</Button>
            <Button kind="primary" onClick={() => void save('png')}>
              {text.savePng}
            </Button>
          </>
        )
      }
    >
      {fits ? <Code link={link} /> : <p>{text.qrTooLong}</p>}
      <p className="mono wrap-anywhere link-qr-text">{link}</p>
    </Dialog>
  );
}

function Code({ link }: { readonly link: string }) {
  const { size, path } = useMemo(() => drawn(link), [link]);
  return (
    <svg
      className="link-qr"
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label={text.qrAlt}
      shapeRendering="crispEdges"
    >
      <path d={path} />
    </svg>
  );
}

function drawn(link: string): { readonly size: number; readonly path: string } {
  const { data, size } = encode(link, { border: QUIET, ecc: 'M' });
  const squares = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])));
  return { size, path: squares.join('') };
}
