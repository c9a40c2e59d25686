import { partnerDraft, partnerStatus, subIdMeaning } from '#shared/ipc/partners.ts';
import type { SubIdConvention } from '#shared/ipc/partners.ts';
import { readWords, UsageError } from '../command.ts';
import type { Command } from '../command.ts';
import { partnerDetailRecord } from '../record-view.ts';
import { networkNamed, subIdOption, wordOption } from '../record-words.ts';
import { withStore } from '../with-store.ts';

/** `partner add`: a partner with its contact, time zone and what it carries in which sub id. */
export const partnerAddCommand: Command = {
  name: 'partner add',
  usage:
    'partner add --name N [--id ID] [--status active|pending|blocked] [--time-zone ZONE] [--contact N] [--email E] [--phone P] [--sub-id aff_sub2=click_id]… [--ref ID] [--note T] [--network NAME]',
  async run(words, context) {
    const options = readWords(words, {
      name: 'text',
      id: 'text',
      status: 'text',
      'time-zone': 'text',
      contact: 'text',
      email: 'text',
      phone: 'text',
      'sub-id': 'texts',
      ref: 'text',
      note: 'text',
      network: 'text',
    });
    const name = options.required('name');
    const status = options.text('status');
    const draft = {
      id: null,
      partnerId: options.text('id') ?? '',
      name,
      status: status === undefined ? null : wordOption('status', status, partnerStatus.options),
      refId: options.text('ref') ?? '',
      timeZone: options.text('time-zone') ?? '',
      contactName: options.text('contact') ?? '',
      contactEmail: options.text('email') ?? '',
      contactPhone: options.text('phone') ?? '',
      conventions: options.texts('sub-id').map(conventionOf),
      note: options.text('note') ?? '',
    };
    return withStore(context, async (store) => {
      const networkId = await networkNamed(store, options.text('network'));
      const read = partnerDraft.safeParse({ ...draft, networkId });
      if (!read.success) throw new UsageError(read.error.issues.map(({ message }) => message).join(' '));
      const { id } = await store.write.savePartner({ draft: read.data, by: 'desk', now: context.now() });
      const partner = await store.read.partnerDetail({ id });
      return {
        data: partnerDetailRecord(partner),
        text: `Added partner ${partner.row.partnerId} “${partner.row.name}”.`,
      };
    });
  },
};

/** `aff_sub2=click_id`; a word that is no known meaning is the partner's own. */
function conventionOf(text: string): SubIdConvention {
  const at = text.indexOf('=');
  const [name, word] = at < 0 ? [text, 'click_id'] : [text.slice(0, at), text.slice(at + 1)];
  const meaning = subIdMeaning.safeParse(word.toLowerCase());
  return {
    name: subIdOption('sub-id', name),
    meaning: meaning.success ? meaning.data : 'other',
    label: meaning.success ? '' : word,
  };
}
