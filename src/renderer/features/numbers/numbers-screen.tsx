import { useLocation } from 'wouter';
import { ForecastView } from './forecast-view.tsx';
import './numbers.css';
import { RequestSession } from './request-session.tsx';
import { SessionPage } from './session-page.tsx';
import { SessionsView } from './sessions-view.tsx';

/** Numbers: session numbers, promo numbers, ring pools, what partners may promote, and when pools run dry. */
export function NumbersScreen() {
  const [path] = useLocation();
  const [, , view = '', id = ''] = path.split('/');
  switch (view) {
    case 'sessions':
      return <SessionPage key={id} given={id} />;
    case 'request':
      return <RequestSession />;
    case 'forecast':
      return <ForecastView />;
    default:
      return <SessionsView />;
  }
}
