import { ArrowLeftRight, FlaskConical, Hash, PhoneIncoming } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { goTo } from '#renderer/app/hash-location.ts';
import { firstStartText as text } from '#renderer/app/messages/en/first-start.ts';
import { frameText } from '#renderer/app/messages/en/frame.ts';
import { spcText } from '#renderer/app/messages/en/spc.ts';
import { tuneText } from '#renderer/app/messages/en/tune.ts';
import { ConnectTune } from '#renderer/features/tune/connect-tune.tsx';
import { ask } from '#renderer/state/desk-client.ts';
import { asDeskFault, type DeskFault } from '#renderer/state/desk-fault.ts';
import { useDesk } from '#renderer/state/desk.ts';
import { Button } from '#renderer/ui/button.tsx';
import { ErrorNote } from '#renderer/ui/error-note.tsx';
import { ConnectInvoca } from './connect-invoca.tsx';
import { ConnectSpc } from './connect-spc.tsx';
import './first-start.css';

/** What a person sees before there is a workspace: the practice network, an Invoca network, or a workspace of before. */
export function FirstStartScreen() {
  const [connecting, setConnecting] = useState<'invoca' | 'spc' | 'tune' | null>(null);
  return (
    <main className="first-start">
      <div className="first-start-inner">
        <p className="first-start-brand">
          <span className="brand-mark" aria-hidden />
          {frameText.brand}
        </p>
        {connecting === 'invoca' && <ConnectInvoca onBack={() => setConnecting(null)} />}
        {connecting === 'spc' && <ConnectSpc onBack={() => setConnecting(null)} />}
        {connecting === 'tune' && <ConnectTune onBack={() => setConnecting(null)} />}
        {connecting === null && <Choices onConnect={setConnecting} />}
      </div>
    </main>
  );
}

function Choices({ onConnect }: { readonly onConnect: (kind: 'invoca' | 'spc' | 'tune') => void }) {
  const desk = useDesk();
  const [opening, setOpening] = useState(false);
  const [fault, setFault] = useState<DeskFault>();
  const open = async (request: () => Promise<unknown>): Promise<void> => {
    setOpening(true);
    setFault(undefined);
    try {
      await request();
      goTo('/');
    } catch (thrown) {
      setFault(asDeskFault(thrown));
      setOpening(false);
    }
  };
  const others = desk?.workspaces.filter((one) => !one.practice) ?? [];
  return (
    <>
      <h1>{text.title}</h1>
      <p className="first-start-lead">{text.lead}</p>
      {fault && <ErrorNote fault={fault} />}
      <div className="first-start-choices">
        <Choice
          icon={<FlaskConical size={22} aria-hidden />}
          title={text.practiceTitle}
          words={text.practiceText}
        >
          <Button
            kind="primary"
            size="large"
            autoFocus
            disabled={opening}
            onClick={() => void open(() => ask('desk.openPractice', {}))}
          >
            {opening ? text.practiceOpening : text.practiceAction}
          </Button>
        </Choice>
        <Choice
          icon={<PhoneIncoming size={22} aria-hidden />}
          title={text.invocaTitle}
          words={text.invocaText}
        >
          <Button size="large" disabled={opening} onClick={() => onConnect('invoca')}>
            {text.invocaAction}
          </Button>
        </Choice>
        <Choice icon={<Hash size={22} aria-hidden />} title={spcText.startTitle} words={spcText.startText}>
          <Button size="large" disabled={opening} onClick={() => onConnect('spc')}>
            {spcText.startAction}
          </Button>
        </Choice>
        <Choice
          icon={<ArrowLeftRight size={22} aria-hidden />}
          title={tuneText.startTitle}
          words={tuneText.startText}
        >
          <Button size="large" disabled={opening} onClick={() => onConnect('tune')}>
            {tuneText.startAction}
          </Button>
        </Choice>
      </div>
      {others.length > 0 && (
        <section className="first-start-others" aria-label={text.others}>
          <h2>{text.others}</h2>
          {others.map((one) => (
            <Button
              key={one.id}
              disabled={opening}
              onClick={() => void open(() => ask('desk.openWorkspace', { id: one.id }))}
            >
              {one.name}
            </Button>
          ))}
        </section>
      )}
    </>
  );
}

function Choice(props: {
  readonly icon: ReactNode;
  readonly title: string;
  readonly words: string;
  readonly children: ReactNode;
}) {
  return (
    <section className="first-start-choice">
      {props.icon}
      <h2>{props.title}</h2>
      <p className="muted">{props.words}</p>
      {props.children}
    </section>
  );
}
