/** The macros of a partner's postback URL: their names, the check when a template is saved, and the filling. */
export { MACROS, macroNamed } from './macro-names.ts';
export { checkTemplate, isSavable } from './template-check.ts';
export { encodeMacroValue, expandTemplate } from './template-expansion.ts';
