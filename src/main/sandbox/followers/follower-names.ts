/** Given names, of many scripts. */
export const GIVEN_NAMES = `
Ada Amara Anaïs Björn Bo Camila Chidi Chloë Dmitri Eda Élodie Fatima Farid Giulia Grete Hana Håkon Hiro Ines İpek Jamal
Jürgen Kaito Kwame Lena Łucja Mbali Mei Nadia Nguyễn Noor Óscar Olu Paloma Priya Quinn Rania Renée Saoirse Søren Tariq
Tuğba Uma Valentína Wanjiru Xóchitl Yara Zofia Žiga 美咲 玥 민준 आरव محمد Анна Ελένη דנה สมชาย`
  .trim()
  .split(/\s+/);

/** Family names. */
export const FAMILY_NAMES = `
Abara Almeida Bauer Bianchi Castro Dubois Eriksson Fernández Ferrari García Haddad Hansen Ivanova Jovanović Kaya Kim
Kowalski Larsen Mensah Moreau Müller Nakamura Nováková Nwosu O’Brien Okafor Özdemir Park Patel Popescu Reyes Rossi
Şahin Santos Schröder Silva Singh Sørensen Tanaka Trần Varga Weiß Yılmaz Zhang 田中 김 李`
  .trim()
  .split(/\s+/);

/** What people put behind their names. */
export const FLOURISHES = [
  '🌿',
  '📈',
  '🏡',
  '☕️',
  '🏳️‍🌈',
  '🇵🇹',
  '✨',
  '🔧',
  '👩🏽‍🌾',
  '| DIY',
  '(she/her)',
  '@ work',
  '🚐💨',
];

/** What handles are made of. */
export const HANDLE_WORDS = `
garden roof solar storm lawn brick tiles paint porch fence cabin river maple cedar north harbor summit iron clear field
daily weekend lucky quiet little big old new tiny urban rural sunny misty copper silver amber`
  .trim()
  .split(/\s+/);
