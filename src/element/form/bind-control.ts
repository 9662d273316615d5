import type { DirectiveResult } from 'lit/directive.js';
import { withElement } from '../element-effect.ts';
import type { Control } from './form-controls.ts';
import type { FormField } from './form-fields.ts';

/** Asks password managers to leave a control alone: 1Password, LastPass, Bitwarden, Dashlane. */
const ignored = { 'data-1p-ignore': '', 'data-lpignore': 'true', 'data-bwignore': '', 'data-form-type': 'other' };

/** Asks session recorders for a mask: rrweb, FullStory and others, Datadog, Sentry, Hotjar, Clarity. */
const masked = {
  'data-rr-is-password': 'true',
  'data-private': '',
  'data-dd-privacy': 'mask',
  'data-sentry-mask': '',
  'data-hj-suppress': '',
  'data-clarity-mask': 'true',
  class: 'rr-mask fs-mask ph-no-capture',
};

const all = { ...ignored, ...masked };

/**
 * Firefox 153 takes a form whose only text field is called a user name for the first step of a login, and fills it
 * whatever `autocomplete` says, unless a class of the field holds the word "code" (measured, and read in its
 * `LoginHelper.isInferredNonUsernameField`).
 */
const noLogin = 'one-time-code';

/**
 * Shows a value in a control, also where that holds another one by now, and marks the control for the page's own tools; the
 * marks stay while a secret is shown in clear. A user name is left alone by password managers too: what they hold is the
 * partner's login, and this is another service's.
 */
export const bindControl = (field: FormField, value: string): DirectiveResult =>
  withElement<Control>((control) => {
    const chosen: Partial<typeof all> = field.sensitive ? all : field.id === 'credential-username' ? ignored : {};
    const classes = [chosen.class ?? [], field.autocomplete === undefined ? noLogin : []].flat().join(' ');
    const marks = { ...chosen, class: classes || undefined };
    for (const name of Object.keys(all) as (keyof typeof all)[]) {
      const mark = marks[name];
      if (mark === undefined) control.removeAttribute(name);
      else control.setAttribute(name, mark);
    }
    if (control.value !== value) control.value = value;
  });
