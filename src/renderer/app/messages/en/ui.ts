/** Words shared by every place. */
export const uiText = {
  close: 'Close',
  retry: 'Try again',
  cancel: 'Cancel',
  save: 'Save',
  remove: 'Remove',
  dismiss: 'Dismiss',
  notices: 'Notices',
  popups: 'Menus and dialogs',
  clearSearch: 'Clear the search',
  loading: 'Loading…',
  copy: (what: string) => `Copy ${what}`,
  copied: (what: string) => `Copied ${what}.`,
  status: { pending: 'Pending', approved: 'Approved', rejected: 'Rejected' },
  none: '–',
} as const;
