import { useState } from 'react';
import { sendListsText as text } from '#renderer/app/messages/en/send-lists.ts';
import { ask } from '#renderer/state/desk-client.ts';
import { asDeskFault, type DeskFault } from '#renderer/state/desk-fault.ts';
import { toast } from '#renderer/state/toasts.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Checkbox } from '#renderer/ui/checkbox.tsx';
import { ErrorNote, Note } from '#renderer/ui/error-note.tsx';
import { TextInput } from '#renderer/ui/field.tsx';
import { Panel } from '#renderer/ui/panel.tsx';
import { Switch } from '#renderer/ui/switch.tsx';
import type { SendListDetail } from '#shared/ipc/send-lists.ts';

/** Where the list's finished messages are posted, how fast, and whether they are. */
export function PostPanel({ list }: { readonly list: SendListDetail }) {
  const { id } = list.row;
  const { post } = list;
  const [url, setUrl] = useState(post.url);
  const [pace, setPace] = useState(String(post.perSecond));
  const [allowLocal, setAllowLocal] = useState(post.allowLocal);
  const [fault, setFault] = useState<DeskFault>();
  const perSecond = /^\d{1,3}$/.test(pace.trim()) ? Number(pace) : 0;
  const paceFault = perSecond >= 1 && perSecond <= 100 ? null : text.notWhole('1', '100');
  const save = async (posting: boolean): Promise<void> => {
    setFault(undefined);
    try {
      await ask('sendLists.savePost', { id, post: { url: url.trim(), perSecond, allowLocal, posting } });
      toast(text.postSaved);
    } catch (thrown) {
      setFault(asDeskFault(thrown));
    }
  };
  const change = (work: () => void): void => {
    setFault(undefined);
    work();
  };
  return (
    <Panel title={text.post}>
      <div className="post-settings">
        {fault && fault.field !== 'url' && <ErrorNote fault={fault} />}
        {post.stopped !== '' && (
          <Note>
            {text.postStopped} {post.stopped}
          </Note>
        )}
        <TextInput
          label={text.postUrl}
          hint={text.postUrlHint}
          error={fault?.field === 'url' ? fault.message : null}
          value={url}
          maxLength={2000}
          inputMode="url"
          mono
          placeholder="https://poster.example/messages"
          onValue={(next) => change(() => setUrl(next))}
        />
        <div className="post-pace">
          <TextInput
            label={text.perSecond}
            error={paceFault}
            value={pace}
            inputMode="numeric"
            maxLength={3}
            onValue={(next) => change(() => setPace(next))}
          />
          <Checkbox
            label={text.allowLocal}
            checked={allowLocal}
            onChecked={(next) => change(() => setAllowLocal(next))}
          />
          <Button disabled={paceFault !== null} onClick={() => void save(post.posting)}>
            {text.savePost}
          </Button>
        </div>
        <Switch
          label={text.posting}
          hint={text.postingHint}
          checked={post.posting}
          disabled={paceFault !== null}
          onChecked={(posting) => void save(posting)}
        />
      </div>
    </Panel>
  );
}
