/** A description for one of many numbers: `{n}` becomes the number's own, `{offer}` and `{partner}` their ids. */
export function filledDescription(
  template: string,
  values: { readonly n: number; readonly offerId: string; readonly partnerId: string },
): string {
  return template.replace(/\{(n|offer|partner)\}/g, (_whole, name: string) => {
    if (name === 'n') return String(values.n);
    return name === 'offer' ? values.offerId : values.partnerId;
  });
}
