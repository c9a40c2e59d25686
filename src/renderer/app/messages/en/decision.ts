/** The few words of decisions that the conversions list and its panel show; all others come with the review. */
export const decisionText = {
  section: 'Decision',
  decide: 'Decide about this conversion',
  decideShown: 'Decide…',
  decidePicked: (count: string) => `Decide about ${count}…`,
  select: 'Select',
  endSelect: 'Done',
  pickColumn: 'Sel.',
  pick: (invocaId: string) => `Select ${invocaId}`,
  kinds: {
    approve: 'Approve…',
    reject: 'Reject…',
    payout: 'Change payout…',
    note: 'Note…',
  },
  standing: (status: string, author: string) => `${status} here by ${author}.`,
  standingPayout: (payout: string, author: string) => `Payout set to ${payout} here by ${author}.`,
  conflict: 'The network disagrees',
  networkSays: (status: string, payout: string) => `It says ${status}, ${payout}.`,
  byPerson: (author: string) => `by ${author}`,
} as const;
