import { html, LitElement, nothing, render, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import { ConnectError } from '../protocol/errors.ts';
import type { FieldOverrides } from '../protocol/fields.ts';
import type { Backend } from '../flow/backend.ts';
import type { CheckResult } from '../flow/connect-flow.ts';
import type { Diagnosis } from '../flow/diagnose/finding.ts';
import { diagnose } from '../flow/diagnose/index.ts';
import type { EndpointHeaders } from '../flow/endpoint-fetch.ts';
import type { SignInToken } from '../flow/options.ts';
import type { State } from '../flow/state.ts';
import type { Announcement } from './announcement.ts';
import { createCard } from './card.ts';
import type { CyclrConnectEventMap } from './events.ts';
import { formStyles } from './form/form-styles.ts';
import { palette } from './palette.ts';
import { takeServerRoot } from './render-root.ts';
import { createSay, type MessageOverrides } from './say.ts';
import { styles } from './styles.ts';
import { version } from './version.ts';

/**
 * Connects one third-party account of the person on this page, through Cyclr: by a sign-in in a window, an API key, a
 * user name and password, or properties alone.
 *
 * Every attempt ends in exactly one `connected` or `failed`. No event, attribute or error carries a secret.
 *
 * @event connected - An attempt succeeded: `{connectorId, authType, proof, late, connector?}`.
 * @event failed - An attempt did not, or a load: `{connectorId, code, stage, message, retryable, retryAfter?, cause?, explanation?, lost?}`.
 * @event disconnected - `{connectorId}`, after the person confirmed.
 * @event attention - A connected account stopped working, once each time it begins: `{connectorId, reason, since?}`.
 * @event installed - The first connect put the connector into the account: `{connectorId, connector}`.
 * @event statechange - `{state, previous, elapsed}`, `elapsed` in milliseconds.
 *
 * @slot icon - In place of the connector's icon.
 * @slot title - In place of the connector's name.
 * @slot description - In place of the sentence above the button or the form while nothing is connected.
 * @slot access - What an integration will read and write: above the button or the form, before the person agrees.
 * @slot help - Below the state's own words: where help is.
 * @slot footer - Below everything.
 *
 * @csspart card - The frame.
 * @csspart head - The row of icon, name and status.
 * @csspart icon - The place of the connector's icon, or of its initial on a tint.
 * @csspart icon-image - The image, once it has loaded.
 * @csspart initial - The initial, or a plug where no name is known.
 * @csspart title - The connector's name.
 * @csspart status - One status word with its shape.
 * @csspart status-icon - The shape, or the turning ring of what is under way.
 * @csspart skeleton - A place of what is still being read.
 * @csspart spinner - A turning ring: in the status, and in a button that was pressed.
 * @csspart body - The sentence, the form and the buttons of the state.
 * @csspart sentence - The sentence of the state.
 * @csspart error - A sentence about a problem.
 * @csspart notice - A sentence about an end that is no fault, such as Cancel.
 * @csspart warning - A notice of what came in between, such as a lost network.
 * @csspart question - The question before a disconnection.
 * @csspart dialog - The modal dialog of `look="button"` and `panel="dialog"`.
 * @csspart sheet - What the dialog holds.
 * @csspart close-button - Closes the dialog.
 * @csspart account - Whose account it is, and since when.
 * @csspart methods - The question how to connect, with its choices.
 * @csspart method - One choice.
 * @csspart radio - Its radio button.
 * @csspart form - The form.
 * @csspart field - One field with its label, hint and problem.
 * @csspart label - A field's label.
 * @csspart optional - "(optional)" in it.
 * @csspart hint - A field's hint.
 * @csspart input - An input, select or text area.
 * @csspart field-error - The problem of one field.
 * @csspart reveal-button - Shows and hides a secret.
 * @csspart note - How a typed value was changed, such as spaces that were removed.
 * @csspart summary - The list of what must be corrected.
 * @csspart summary-title - Its first line.
 * @csspart summary-link - One link of that list.
 * @csspart more-options - Many optional fields, folded.
 * @csspart more-options-button - Opens them.
 * @csspart documentation-link - A link to the help for one field.
 * @csspart link - The sign-in as a link, where the browser opened no window.
 * @csspart actions - The row of buttons.
 * @csspart button - Every button.
 * @csspart primary-button - The one main button.
 * @csspart quiet-button - A secondary button.
 * @csspart danger-button - Confirms a disconnection.
 * @csspart row-button - A button in the head of a row.
 * @csspart foot - What a person may worry about before the click, such as who sees the password.
 *
 * @cssproperty --cyclr-connect-accent - The primary button; links, focus and the icon's tint are mixed from it. Default: a blue.
 * @cssproperty --cyclr-connect-accent-text - Text on the accent. Default: black or white, whichever reads better.
 * @cssproperty --cyclr-connect-surface - The card's background. Default: white or near black, by which fits the text; `compact` has none.
 * @cssproperty --cyclr-connect-text - Default: the page's own.
 * @cssproperty --cyclr-connect-muted - Hints and quiet text. Default: mixed from the text color.
 * @cssproperty --cyclr-connect-border - The card's border. Default: mixed from the text color.
 * @cssproperty --cyclr-connect-field-border - A field's border. Default: mixed from the text color.
 * @cssproperty --cyclr-connect-good - The color of "connected". Default: a green mixed with the text color.
 * @cssproperty --cyclr-connect-bad - The color of what is broken. Default: a red mixed with the text color.
 * @cssproperty --cyclr-connect-warning - The color of what needs the person. Default: an amber mixed with the text color.
 * @cssproperty --cyclr-connect-danger - The text and tint of the button that disconnects. Default: that of `bad`.
 * @cssproperty --cyclr-connect-field-surface - Default: transparent.
 * @cssproperty --cyclr-connect-focus-ring - The color of the focus ring. Default: the accent, within what 3:1 allows on white and on near black.
 * @cssproperty --cyclr-connect-focus-ring-width - Default: 2px.
 * @cssproperty --cyclr-connect-radius - Default: 12px; inner corners have two thirds of it.
 * @cssproperty --cyclr-connect-field-radius - Of inputs and choices. Default: two thirds of the radius.
 * @cssproperty --cyclr-connect-button-radius - Default: two thirds of the radius.
 * @cssproperty --cyclr-connect-icon-size - Default: 2.5em, and no less than 40px.
 * @cssproperty --cyclr-connect-width - The width that a card does not exceed. Default: 640px.
 * @cssproperty --cyclr-connect-space - The step of the grid that distances and heights are on. Default: 4px.
 * @cssproperty --cyclr-connect-shadow - Default: none.
 *
 * @cssstate idle - An option is missing, and may still come.
 * @cssstate loading - The connector is being read.
 * @cssstate ready - It can be connected.
 * @cssstate saving - What was typed is being stored and checked.
 * @cssstate authorizing - The person is at the sign-in.
 * @cssstate confirming - The server is asked how it ended.
 * @cssstate connected - The account is connected.
 * @cssstate attention - The account is connected and needs its person; beside `connected`.
 * @cssstate disconnecting - The question, and what follows it.
 * @cssstate failed - An attempt or a load failed.
 */
export class CyclrConnect extends LitElement {
  /** The version of the package. */
  static readonly version: string = version;

  static override styles = [palette, styles, formStyles];

  static override properties: PropertyDeclarations = {
    connectorId: { attribute: 'connector-id' },
    connector: {},
    endpoint: {},
    serviceDomain: { attribute: 'service-domain' },
    token: {},
    authType: { attribute: 'auth-type' },
    callbackUrl: { attribute: 'callback-url' },
    return: {},
    mode: {},
    look: { reflect: true },
    panel: {},
    name: {},
    icon: {},
    connectorLang: { attribute: 'connector-lang' },
    disabled: { type: Boolean, reflect: true },
    isolate: { type: Boolean },
    headers: { attribute: false },
    getToken: { attribute: false },
    backend: { attribute: false },
    fields: { attribute: false },
    messages: { attribute: false },
    announce: { attribute: false },
  };

  readonly #card = createCard(this);

  /** The Account Connector's id. */
  declare connectorId: string | undefined;
  /**
   * In place of `connectorId`, with an endpoint: a connector of Cyclr's catalogue by its name or id, such as `Pipedrive`. The
   * account's own is found, or it is installed at the first connect, where the handler's `install` allows it.
   */
  declare connector: string | undefined;
  /** Where the partner mounted the handler, such as `/cyclr-connect`. */
  declare endpoint: string | undefined;
  /** Cyclr's service domain, such as `acme-h.cyclr.com`; with `endpoint` the server provides it. */
  declare serviceDomain: string | undefined;
  /** A sign-in token, used once. As an attribute it is removed from the DOM as soon as it is read. */
  declare token: string | undefined;
  /** Cyclr's AuthType, without an endpoint or backend. Default: `OAuth2`. */
  declare authType: string | undefined;
  /** A page of this origin that Cyclr redirects back to, in token mode or with a `backend`. */
  declare callbackUrl: string | undefined;
  /** Default: `callback` where a callback page is at hand, else `message`. */
  declare return: 'message' | 'callback' | undefined;
  /** Default: `popup`. */
  declare mode: 'popup' | 'redirect' | 'auto' | undefined;
  /** `card`, a frame of its own; `compact`, a row for a list; `button`, one button with a dialog. Default: `card`. */
  declare look: 'card' | 'compact' | 'button' | undefined;
  /** Where form, progress and questions open: `inline`, or `dialog`, a native modal one. Default: `inline`. */
  declare panel: 'inline' | 'dialog' | undefined;
  /** The connector's name as the host knows it: shown until the server gives one, and where it gives none. */
  declare name: string | undefined;
  /** The address of the connector's icon, likewise. */
  declare icon: string | undefined;
  /**
   * The language of the texts that the server sends about the connector: instructions, labels, hints, methods. Such as `en`. A
   * screen reader then reads them as such in a page of another language. Default: not known.
   */
  declare connectorLang: string | undefined;
  /** No attempt can be started. */
  declare disabled: boolean;
  /**
   * Cuts the tie from the sign-in window to this page, so that no page in it can lead this one elsewhere. For callback-page
   * return; the window can then not be brought to front. Default: false.
   */
  declare isolate: boolean;
  /** Added to every request to the endpoint: an object, or a function that gives or promises one, asked each time. */
  declare headers: EndpointHeaders | undefined;
  /** Called at each click for a fresh token; has priority over `token`. */
  declare getToken: (() => Promise<SignInToken>) | undefined;
  /** A transport of the host's own; has priority over `endpoint`. */
  declare backend: Backend | undefined;
  /** Changes to single fields, by name. */
  declare fields: FieldOverrides | undefined;
  /** The host's own sentences, by key. */
  declare messages: MessageOverrides | undefined;
  /**
   * Given what a screen reader is to say, for a page with one live region for many cards; the card then has none, except in
   * an open dialog. Default: the card's own live regions.
   */
  declare announce: ((announcement: Announcement) => void) | undefined;

  constructor() {
    super();
    this.disabled = false;
    this.isolate = false;
  }

  /** The current state; its status is also a custom state for CSS, as in `cyclr-connect:state(connected)`. */
  get state(): State {
    return this.#card.state;
  }

  protected override createRenderRoot(): HTMLElement | DocumentFragment {
    return takeServerRoot(this) ?? super.createRenderRoot();
  }

  override attributeChangedCallback(name: string, old: string | null, value: string | null): void {
    if (name !== 'token') {
      super.attributeChangedCallback(name, old, value);
    } else if (value !== null) {
      this.token = value;
      this.removeAttribute('token');
    }
  }

  /** An update that throws ends in one `failed`, and is not tried again before the host changes a property. */
  protected override performUpdate(): void {
    try {
      super.performUpdate();
    } catch (error) {
      // Rendered empty by Lit, so that its markers stay: a card whose properties the host has corrected draws again.
      if (this.#card.isBroken) render(nothing, this.renderRoot, this.renderOptions);
      else this.#card.break(error);
    }
  }

  protected override shouldUpdate(changed: PropertyValues<this>): boolean {
    return this.#card.shouldUpdate(changed);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    this.#card.willUpdate(changed);
  }

  /**
   * Begins an attempt with what the form holds; call it from a click. While one is pending its window is brought to
   * front; on a connected card with typed credentials it shows the form first. Resolves when the attempt has ended, or
   * something must be corrected first; never rejects.
   */
  connect(): Promise<void> {
    return this.#card.connect();
  }

  /** Ends the attempt that is pending, in `cancelled`, or in `popup-blocked` where no window opened. */
  cancel(): void {
    this.#card.flow?.cancel();
  }

  /** Asks the person whether to disconnect a connected account, and disconnects if the person confirms. */
  disconnect(): void {
    this.#card.flow?.askToDisconnect();
  }

  /**
   * Asks the server to test the stored credential of a connected account. The card shows what it learns, and `attention` is
   * dispatched where that is new. Resolves with the connector, or with `error` where it could not be asked; never rejects.
   */
  check(): Promise<CheckResult> {
    return (
      this.#card.flow?.check() ??
      Promise.resolve({ error: new ConnectError('invalid-request', 'Nothing is connected that could be checked.') })
    );
  }

  /** Reads the connector again, unless an attempt is pending. */
  refresh(): void {
    this.#card.refresh();
  }

  /**
   * Looks for what on this page, in this browser, or at the endpoint will hinder a sign-in, and says what to do about
   * it; in English, for developers. Opens no window and stores nothing. Never rejects.
   */
  diagnose(): Promise<Diagnosis> {
    return diagnose(this.#card.readFlowOptions());
  }

  protected override render(): TemplateResult {
    return this.#card.isBroken ? html`<p part="sentence error" .textContent=${createSay('')('failed-final')}></p>` : this.#card.render();
  }
}

/** Gives addEventListener the types of our own events. */
export interface CyclrConnect {
  addEventListener<Name extends keyof CyclrConnectEventMap>(
    type: Name,
    listener: (this: CyclrConnect, event: CyclrConnectEventMap[Name]) => void,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(type: string, listener: EventListenerOrEventListenerObject | null, options?: boolean | AddEventListenerOptions): void;
}

declare global {
  interface HTMLElementTagNameMap {
    'cyclr-connect': CyclrConnect;
  }
}
