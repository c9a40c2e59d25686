import { useEffect, useState } from 'react';

/** True once the condition has held for so many milliseconds: what is over at once need not be shown at all. */
export function useLasting(condition: boolean, forMs: number): boolean {
  const [lasted, setLasted] = useState(false);
  useEffect(() => {
    if (!condition) return;
    const timer = setTimeout(() => setLasted(true), forMs);
    return () => {
      clearTimeout(timer);
      setLasted(false);
    };
  }, [condition, forMs]);
  return condition && lasted;
}
