/** A ten-digit number as it is written in North America: "(888) 653-2941". Anything else stays as it is. */
export function phoneText(number: string): string {
  if (!/^[\d+().\s-]+$/.test(number)) return number;
  const digits = /^1?(\d{3})(\d{3})(\d{4})$/.exec(number.replace(/\D/g, ''));
  return digits ? `(${digits[1]}) ${digits[2]}-${digits[3]}` : number;
}
