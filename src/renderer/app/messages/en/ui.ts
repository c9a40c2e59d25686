/** Words shared by every place. */
export const uiText = {
  close: 'Close',
  retry: 'Try again',
  cancel: 'Cancel',
  save: 'Save',
  remove: 'Remove',
  dismiss: 'Dismiss',
  notices: 'Notices',
  clearSearch: 'Clear the search',
  loading: 'Loading…',
  copy: (what: string) => `Copy ${what}`,
  copied: (what: string) => `Copied ${what}.`,
  unexpected: 'Something unexpected happened in the window. The log has the details.',
  status: { pending: 'Pending', approved: 'Approved', rejected: 'Rejected' },
  sortedUp: 'sorted ascending',
  sortedDown: 'sorted descending',
  none: '–',
} as const;
