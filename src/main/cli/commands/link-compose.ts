import { composeTrackingLink } from '#shared/domain/tracking-link.ts';
import { SUB_ID_NAMES } from '#shared/domain/sub-ids.ts';
import type { SubIdName } from '#shared/domain/sub-ids.ts';
import { DeskError } from '#shared/ipc/errors.ts';
import { readWords } from '../command.ts';
import type { Command } from '../command.ts';

/** `link compose`: the encoded tracking link and the address it leads to. */
export const linkComposeCommand: Command = {
  name: 'link compose',
  usage:
    'link compose --base LINK --offer ID --aff ID --number DIGITS [--aff_sub2 V … --aff_sub5 V] [--source V]',
  run(words) {
    const options = readWords(words, {
      base: 'text',
      offer: 'text',
      aff: 'text',
      number: 'text',
      aff_sub2: 'text',
      aff_sub3: 'text',
      aff_sub4: 'text',
      aff_sub5: 'text',
      source: 'text',
    });
    const subIds: Partial<Record<SubIdName, string>> = {};
    for (const name of SUB_ID_NAMES) {
      const value = options.text(name);
      if (value !== undefined) subIds[name] = value;
    }
    const composed = composeTrackingLink({
      base: options.required('base'),
      offerId: options.required('offer'),
      partnerId: options.required('aff'),
      number: options.required('number'),
      subIds,
    });
    if (!composed.ok) {
      const [first] = composed.errors;
      throw new DeskError('invalid_input', composed.errors.map((error) => error.message).join('\n'), {
        field: first?.field,
      });
    }
    return Promise.resolve({
      data: { link: composed.link, redirect: composed.redirect },
      text: composed.redirect === null ? composed.link : `${composed.link}\nleads to ${composed.redirect}`,
    });
  },
};
