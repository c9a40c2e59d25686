import type { ReactNode } from 'react';
import { numbersText as text } from '#renderer/app/messages/en/numbers.ts';
import { useRequest } from '#renderer/state/use-request.ts';
import { Menu, MenuChoice, MenuGroup, MenuToggle } from '#renderer/ui/menu.tsx';
import { SearchBox } from '#renderer/ui/search-box.tsx';
import { FilterTerm } from './filter-term.tsx';
import { SESSION_ORIGINS, SESSION_STATES, type SessionPlace, withState } from './session-address.ts';

/** The filter of the session numbers as a sentence; each part of it is a button that changes it. */
export function SessionsFilter(props: {
  readonly place: SessionPlace;
  readonly onPlace: (change: Partial<SessionPlace>, replace?: boolean) => void;
  readonly note: ReactNode;
}) {
  const { place, onPlace } = props;
  const known = useRequest('sessions.campaigns', {}).data ?? [];
  const campaigns = [
    ...new Set([...known.map(({ campaignId }) => campaignId), ...(place.campaign ? [place.campaign] : [])]),
  ];
  const states = place.ending ? text.ending : text.oneOf(place.states) || text.anyState;
  return (
    <div className="numbers-filter">
      <div className="numbers-sentence">
        <span>{text.show}</span>
        <Menu trigger={<FilterTerm words={states} />}>
          <MenuGroup label={text.statesMenu}>
            {SESSION_STATES.map((state) => (
              <MenuToggle
                key={state}
                on={!place.ending && place.states.includes(state)}
                onToggle={(on) => onPlace({ ending: false, states: withState(place.states, state, on) })}
              >
                {text.states[state]}
              </MenuToggle>
            ))}
            <MenuToggle on={place.ending} onToggle={(ending) => onPlace({ ending, states: [] })}>
              {text.ending}
            </MenuToggle>
          </MenuGroup>
        </Menu>
        <span>{text.ofCampaign}</span>
        <Menu trigger={<FilterTerm words={place.campaign ?? text.anyCampaign} />}>
          <MenuGroup label={text.campaignsMenu}>
            <MenuChoice chosen={place.campaign === null} onPick={() => onPlace({ campaign: null })}>
              {text.anyCampaign}
            </MenuChoice>
            {campaigns.map((campaign) => (
              <MenuChoice
                key={campaign}
                chosen={campaign === place.campaign}
                onPick={() => onPlace({ campaign })}
              >
                {campaign}
              </MenuChoice>
            ))}
          </MenuGroup>
        </Menu>
        <span>{text.askedBy}</span>
        <Menu trigger={<FilterTerm words={place.origin ? text.origins[place.origin] : text.anyOrigin} />}>
          <MenuGroup label={text.originMenu}>
            <MenuChoice chosen={place.origin === null} onPick={() => onPlace({ origin: null })}>
              {text.anyOrigin}
            </MenuChoice>
            {SESSION_ORIGINS.map((origin) => (
              <MenuChoice key={origin} chosen={origin === place.origin} onPick={() => onPlace({ origin })}>
                {text.origins[origin]}
              </MenuChoice>
            ))}
          </MenuGroup>
        </Menu>
      </div>
      <output className="muted number">{props.note}</output>
      <SearchBox
        label={text.search}
        placeholder={text.searchPlaceholder}
        text={place.text}
        onText={(typed) => onPlace({ text: typed }, true)}
      />
    </div>
  );
}
