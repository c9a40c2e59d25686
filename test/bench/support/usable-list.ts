/** Goes to the list as soon as there is a frame to go from; usable once its rows are there and the window is seen. */
export const LIST_IS_USABLE = `(() => {
  if (!document.querySelector('nav') || document.visibilityState !== 'visible') return false;
  if (!location.hash.startsWith('#/conversions')) location.hash = '#/conversions';
  return document.querySelectorAll('[role=row][aria-rowindex]').length > 5;
})()`;
