import { useLocation } from 'wouter';
import { BulkView } from './bulk-view.tsx';
import { CampaignsView } from './campaigns-view.tsx';
import { ForecastView } from './forecast-view.tsx';
import './numbers.css';
import { PoolsView } from './pools-view.tsx';
import { PromoView } from './promo-view.tsx';
import { RequestPromo } from './request-promo.tsx';
import { RequestSession } from './request-session.tsx';
import { SessionPage } from './session-page.tsx';
import { SessionsView } from './sessions-view.tsx';

/** Numbers: session numbers, promo numbers, ring pools, what partners may promote, and when pools run dry. */
export function NumbersScreen() {
  const [path] = useLocation();
  const [, , view = '', part = ''] = path.split('/');
  switch (view) {
    case 'sessions':
      return <SessionPage key={part} given={part} />;
    case 'request':
      return <RequestSession />;
    case 'promo':
      return part === 'request' ? <RequestPromo /> : <PromoView />;
    case 'pools':
      return <PoolsView />;
    case 'campaigns':
      return <CampaignsView />;
    case 'bulk':
      return <BulkView />;
    case 'forecast':
      return <ForecastView />;
    default:
      return <SessionsView />;
  }
}
