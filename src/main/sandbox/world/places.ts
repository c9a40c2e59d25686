/** Where a caller rings from. */
export interface Place {
  readonly city: string;
  readonly region: string;
  readonly areaCode: string;
}

const TABLE = `
415 San Francisco CA, 510 Oakland CA, 619 San Diego CA, 213 Los Angeles CA, 916 Sacramento CA, 503 Portland OR,
206 Seattle WA, 702 Las Vegas NV, 602 Phoenix AZ, 505 Albuquerque NM, 303 Denver CO, 801 Salt Lake City UT,
208 Boise ID, 512 Austin TX, 713 Houston TX, 214 Dallas TX, 405 Oklahoma City OK, 816 Kansas City MO,
612 Minneapolis MN, 312 Chicago IL, 313 Detroit MI, 216 Cleveland OH, 615 Nashville TN, 404 Atlanta GA,
407 Orlando FL, 305 Miami FL, 704 Charlotte NC, 804 Richmond VA, 410 Baltimore MD, 215 Philadelphia PA,
212 New York NY, 617 Boston MA, 207 Portland ME, 603 Manchester NH, 504 New Orleans LA, 901 Memphis TN`;

/** The towns the callers live in, each with one of its area codes. */
export const PLACES: readonly Place[] = TABLE.split(',').map((entry) => {
  const words = entry.trim().split(/\s+/);
  return { areaCode: words[0] ?? '', city: words.slice(1, -1).join(' '), region: words.at(-1) ?? '' };
});
