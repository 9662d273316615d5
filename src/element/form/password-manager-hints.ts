import type { FormField } from './form-fields.ts';

/*
 * Browsers and password managers know the partner's login, and this form asks for another service's. These hints keep
 * them from filling and saving it.
 */

/** Tells password managers to ignore a control: 1Password, LastPass, Bitwarden, Dashlane. */
export const ignoreAttributes = { 'data-1p-ignore': '', 'data-lpignore': 'true', 'data-bwignore': '', 'data-form-type': 'other' };

/**
 * Firefox 153 takes a form whose only text field is called a user name for the first step of a login, and fills it
 * whatever `autocomplete` says, unless a class of the field holds the word "code" (measured, and read in its
 * `LoginHelper.isInferredNonUsernameField`).
 */
export const noLoginClass = 'one-time-code';

/**
 * A browser fills a login that it saved for the partner's site into a form like this one, and offers to save what was
 * typed. Measured on a form in a shadow tree that is sent by fetch: Chromium 156 fills a password field with
 * `autocomplete="off"`, and offers to save it with `off` and `new-password`; it does neither with `one-time-code`.
 */
export const autocompleteOf = (field: FormField): string => field.autocomplete ?? (field.sensitive ? 'one-time-code' : 'off');
