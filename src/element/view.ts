import { html, nothing, type TemplateResult } from 'lit';
import type { State, Status } from '../flow/state.ts';
import type { FormContext } from './form/form-context.ts';
import type { Wait } from './patience.ts';

export type StateOf<Word extends Status> = Extract<State, { status: Word }>;

/** All that a view may use: what to say, what was typed, and what the person can do. */
export interface View extends FormContext {
  wait: Wait;
  /** The whole page goes to the sign-in. */
  leavesPage: boolean;
  actions: {
    submit: () => void;
    cancel: () => void;
    showWindow: () => void;
    openAgain: () => void;
    continueHere: () => void;
    askToDisconnect: () => void;
    keep: () => void;
    disconnect: () => void;
    refresh: () => void;
    reloadPage: () => void;
  };
}

interface ButtonOptions {
  primary?: boolean;
  type?: 'button' | 'submit';
  disabled?: boolean;
  busy?: boolean;
  /** Beside the title, which completes its name for a screen reader. */
  row?: boolean;
  /** It shows and hides the body. */
  expanded?: boolean;
  onClick?: () => void;
}

export const renderButton = (label: string, options: ButtonOptions): TemplateResult => html`
  <button
    class=${options.primary === true ? 'primary' : 'quiet'}
    part=${options.primary === true ? 'button primary-button' : 'button quiet-button'}
    type=${options.type ?? 'button'}
    ?disabled=${options.disabled === true}
    id=${options.row === true ? 'action' : nothing}
    aria-labelledby=${options.row === true ? 'action title' : nothing}
    aria-expanded=${options.expanded ?? nothing}
    aria-busy=${options.busy === true ? 'true' : nothing}
    @click=${options.onClick ?? nothing}
  >${label}</button>
`;

export const renderSentence = (sentence: string | TemplateResult): TemplateResult => html`<p part="sentence">${sentence}</p>`;

export const renderActions = (...actions: unknown[]): TemplateResult => html`<div class="actions" part="actions">${actions}</div>`;
