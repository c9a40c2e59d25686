import type { SeededRandom } from '../seeded-random.ts';
import type { Partner } from './partners.ts';

const CAMPAIGNS = ['spring-roof', 'brand-exact', 'retarget-30d', 'guide-footer', 'evening-list', 'zip-pages'];
const SOURCES = ['newsletter', 'search', 'sidebar', 'landing-b'];

/**
 * The Marketing Data a partner has put on one of its numbers: sub ids in the partner's own style, and
 * nothing at all on about one number in five.
 */
export function subIdsFor(random: SeededRandom, partner: Partner): Record<string, string> {
  if (partner.subIdStyle === 'none' || random.chance(0.2)) return {};
  const extra = random.chance(0.3) ? { source: random.pick(SOURCES) } : {};
  if (partner.subIdStyle === 'plain') return { aff_sub2: String(random.whole(10_000, 99_999)), ...extra };
  if (partner.subIdStyle === 'campaign') {
    const second = random.chance(0.5) ? { aff_sub3: `ad ${random.whole(1, 40)} & co` } : {};
    return { aff_sub2: random.pick(CAMPAIGNS), ...second, ...extra };
  }
  return {
    aff_sub2: `clk_${random.text(12, '0123456789abcdef')}`,
    aff_sub4: String(random.whole(1, 9)),
    ...extra,
  };
}
