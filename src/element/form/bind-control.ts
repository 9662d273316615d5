import type { DirectiveResult } from 'lit/directive.js';
import { withElement } from '../element-effect.ts';
import type { Control } from './form-controls.ts';
import type { FormField } from './form-fields.ts';
import { ignoreAttributes, noLoginClass } from './password-manager-hints.ts';

/** Tells session recorders to mask a control: rrweb, FullStory and others, Datadog, Sentry, Hotjar, Clarity. */
const masked = {
  'data-rr-is-password': 'true',
  'data-private': '',
  'data-dd-privacy': 'mask',
  'data-sentry-mask': '',
  'data-hj-suppress': '',
  'data-clarity-mask': 'true',
  class: 'rr-mask fs-mask ph-no-capture',
};

const all = { ...ignoreAttributes, ...masked };

/**
 * Sets a control's value at each update, and marks the control for password managers and session recorders. The marks stay
 * while a secret is shown in clear. A user name is marked for password managers too: they hold the partner's login, and this
 * form asks for another service's.
 */
export const bindControl = (field: FormField, value: string): DirectiveResult =>
  withElement<Control>((control) => {
    const chosen: Partial<typeof all> = field.sensitive ? all : field.id === 'credential-username' ? ignoreAttributes : {};
    const classes = [chosen.class ?? [], field.autocomplete === undefined ? noLoginClass : []].flat().join(' ');
    const marks = { ...chosen, class: classes || undefined };
    for (const name of Object.keys(all) as (keyof typeof all)[]) {
      const mark = marks[name];
      if (mark === undefined) control.removeAttribute(name);
      else control.setAttribute(name, mark);
    }
    if (control.value !== value) control.value = value;
  });
