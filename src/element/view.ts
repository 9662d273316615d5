import { html, nothing, type TemplateResult } from 'lit';
import type { ConnectorView } from '../protocol/wire.ts';
import type { State, Status } from '../flow/state.ts';
import type { Announcement } from './announcement.ts';
import type { Actions } from './element-actions.ts';
import type { FormContext } from './form/form-context.ts';
import type { MethodChoice } from './method-choice.ts';
import { spokenLabel } from './spoken-label.ts';
import type { Wait } from './wait-timer.ts';

export type StateOf<Word extends Status> = Extract<State, { status: Word }>;

/** What every view gets: sentences, typed values, actions, and how the card is shown. */
export interface View extends FormContext {
  look: 'card' | 'compact' | 'button';
  /** The body opens in a dialog, and not below the head. */
  dialog: boolean;
  /** The body of a row, a button or a dialog is open. */
  unfolded: boolean;
  toggle: () => void;
  /** The form of a connected account is open. */
  editing: boolean;
  edit: () => void;
  canDisconnect: boolean;
  icon: string;
  /** What the status word is about. */
  told: State;
  /** Something has happened beyond the first reading: what comes is faded in. */
  moved: boolean;
  /** Of the sentences shown. */
  tag: string;
  /** The direction to set, where the page leaves that to the language. */
  direction: 'ltr' | 'rtl' | undefined;
  announcement: Announcement;
  /** The page announces it, except what is announced in a dialog. */
  silent: boolean;
  wait: Wait;
  /** Seconds until another try is allowed. */
  waitsFor: number;
  /** The whole page goes to the sign-in. */
  leavesPage: boolean;
  /** The sign-in window is out of reach. */
  isolated: boolean;
  /** What the form is about: the account's connector, or what it will be once it is installed. */
  asked: ConnectorView | undefined;
  /** For the head of a row. */
  isRow?: boolean;
  method: Pick<MethodChoice, 'chosen' | 'isMissing' | 'choose'>;
  actions: Actions;
}

export interface ButtonOptions {
  kind?: 'primary' | 'quiet' | 'danger';
  /** What is shown before the label, and how it is read out. */
  status?: { shape: TemplateResult; word: string };
  type?: 'button' | 'submit';
  disabled?: boolean;
  busy?: boolean;
  /** The sentence that the label is short for: the accessible name, if the label is in it. */
  whole?: string;
  /** All labels that this button may have: it is as wide as the longest, and as high as the first. */
  labels?: readonly string[];
  /** It shows and hides the body, or opens the dialog. */
  expanded?: boolean | 'dialog';
  onClick?: () => void;
}

/** Spaces as wide as the ring before each label but the first. */
const ringRoom = '\u2003\u2003';

/** Every button's accessible name names its connector. */
export const renderButton = ({ name, isRow }: Pick<View, 'name' | 'isRow'>, label: string, options: ButtonOptions): TemplateResult => {
  const { kind = 'quiet', busy = false, labels = [], whole = '', status, expanded, onClick } = options;
  const place = isRow === true ? 'row-button ' : '';
  const isPart = whole.toLowerCase().includes(label.toLowerCase());
  const spoken = spokenLabel(isPart ? whole : label, name, status?.word ?? '');
  return html`
    <button
      class=${kind}
      part="${place}button ${kind}-button"
      type=${options.type ?? 'button'}
      data-first=${labels[0] ?? nothing}
      data-labels=${labels.length === 0 ? nothing : labels.join(`\n${ringRoom}`)}
      ?disabled=${options.disabled === true || busy}
      aria-label=${spoken === label ? nothing : spoken}
      aria-expanded=${typeof expanded === 'boolean' ? expanded : nothing}
      aria-haspopup=${expanded === 'dialog' ? 'dialog' : nothing}
      aria-busy=${busy ? 'true' : nothing}
      @click=${onClick ?? nothing}
    ><span class="label">${busy ? html`<span class="ring" part="spinner" aria-hidden="true"></span>` : (status?.shape ?? nothing)}<span .textContent=${label}></span></span></button>
  `;
};

/**
 * As a property, so that a page translator which replaces the text does not cut it off from what comes next. `lang`: of a text
 * that is not ours; null where that is not known.
 */
export const renderSentence = (sentence: string, lang?: string | null): TemplateResult =>
  html`<p part="sentence" dir=${lang === undefined ? nothing : 'auto'} lang=${lang ?? nothing} .textContent=${sentence}></p>`;

export const renderActions = (...actions: unknown[]): TemplateResult => html`<div class="actions" part="actions">${actions}</div>`;
