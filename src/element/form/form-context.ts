import type { Say } from '../say.ts';
import type { FormController } from './form-controller.ts';
import type { nothing } from 'lit';
import type { FormField } from './form-fields.ts';

/** What drawing a form needs: the sentences, the typed values, and what submitting does. */
export interface FormContext {
  say: Say;
  /** The connector's, or what the host said; '' where it is not known. */
  name: string;
  /** Of the texts that come from the server; undefined where it is not known. */
  connectorLang: string | undefined;
  form: FormController;
  disabled: boolean;
  actions: { submit: () => void };
}

/** What every control of one field has in common. */
export interface ControlOptions {
  context: FormContext;
  field: FormField;
  disabled: boolean;
  /** While it is sent, what was typed cannot be changed. It keeps the focus, which a disabled control would lose. */
  busy: boolean;
  /** Ids of the elements that describe it, or nothing. */
  described: string | typeof nothing;
}
