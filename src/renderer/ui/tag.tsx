import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import './marks.css';

export type Tone = 'plain' | 'ok' | 'wait' | 'no' | 'info';

/** A word that classifies what it stands beside. The tone underlines the word, it never replaces it. */
export function Tag({ tone = 'plain', children }: { readonly tone?: Tone; readonly children: ReactNode }) {
  return <span className={classNames('tag', tone !== 'plain' && `tag-${tone}`)}>{children}</span>;
}
