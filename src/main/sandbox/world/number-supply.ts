/** What the numbers on hand are asked for: toll-free, or one of these area codes. */
export type NumberWish = 'toll-free' | readonly string[];

const TOLL_FREE = ['888', '866', '877', '855', '844', '833', '800'] as const;
const LINES_PER_CODE = 100;

/** Hands out promo numbers no one else has. */
export interface NumberSupply {
  /** A free ten-digit number that fits the wish, or undefined when none is left. */
  take(wish: NumberWish): string | undefined;
  /** Keeps a chosen number from being handed out; false when it is already taken. */
  claim(number: string): boolean;
}

/**
 * A supply of the numbers set aside for fiction, 555-0100 to 555-0199 of each area code, handed out in
 * ascending order. It holds 700 toll-free numbers and 100 of every area code.
 */
export function createNumberSupply(): NumberSupply {
  const taken = new Set<string>();

  function firstFree(areaCode: string): string | undefined {
    for (let line = 0; line < LINES_PER_CODE; line += 1) {
      const number = `${areaCode}5550${100 + line}`;
      if (!taken.has(number)) return number;
    }
    return undefined;
  }

  return {
    take(wish) {
      for (const areaCode of wish === 'toll-free' ? TOLL_FREE : wish) {
        const number = firstFree(areaCode);
        if (number === undefined) continue;
        taken.add(number);
        return number;
      }
      return undefined;
    },
    claim(number) {
      if (taken.has(number)) return false;
      taken.add(number);
      return true;
    },
  };
}
