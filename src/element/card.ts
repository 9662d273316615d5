import type { ReactiveControllerHost, TemplateResult } from 'lit';
import { signInKind } from '../protocol/auth-type.ts';
import { ConnectError } from '../protocol/errors.ts';
import type { FieldOverrides } from '../protocol/fields.ts';
import type { ConnectorView } from '../protocol/wire.ts';
import type { ConnectFlow, Notice } from '../flow/connect-flow.ts';
import { previewConnector } from '../flow/installing.ts';
import type { FlowOptions } from '../flow/options.ts';
import { availableOf, connectorOf, type State } from '../flow/state.ts';
import { type Announcement, createAnnouncer, createGiver, silence } from './announcement.ts';
import { ConnectorIdentity } from './connector-identity.ts';
import { reportFailure } from './console-report.ts';
import { createCustomStates } from './custom-states.ts';
import { createActions, type ElementMethods } from './element-actions.ts';
import { FlowController } from './flow-controller.ts';
import { type FlowProperties, isOtherConnector, needsNewFlow, readFlowOptions } from './flow-options.ts';
import { FocusKeeper } from './focus-keeper.ts';
import { FormController } from './form/form-controller.ts';
import { readFields, readMessages } from './host-options.ts';
import { LanguageController } from './language-controller.ts';
import { MethodChoice } from './method-choice.ts';
import { ModalDialog } from './modal-dialog.ts';
import { Panel } from './panel.ts';
import { WaitTimer } from './wait-timer.ts';
import { createSay, type MessageOverrides, type Say } from './say.ts';
import { SteadyState } from './steady-state.ts';
import type { View } from './view.ts';
import { renderCard } from './views/card-view.ts';

/** What the card reads of its element. */
export interface CardElement extends HTMLElement, ReactiveControllerHost, FlowProperties, ElementMethods {
  hasUpdated: boolean;
  look: string | undefined;
  panel: string | undefined;
  name: string | undefined;
  icon: string | undefined;
  connectorLang: string | undefined;
  disabled: boolean;
  isolate: boolean;
  fields: FieldOverrides | undefined;
  messages: MessageOverrides | undefined;
  announce: ((announcement: Announcement) => void) | undefined;
}

/** Combines the flow, the form and the views of one element. */
export interface Card {
  readonly state: State;
  /** The current flow; undefined where there is nothing to connect, or the element is in no page. */
  readonly flow: ConnectFlow | undefined;
  readonly isBroken: boolean;
  readFlowOptions(): FlowOptions;
  /** An update threw: ends in one `failed`. It is not tried again before the host changes a property. */
  break(cause: unknown): void;
  refresh(): void;
  /** Begins an attempt with what the form holds, or shows what must be typed or corrected first. */
  connect(): Promise<void>;
  /** False while what is shown must stay a moment longer. Then nothing is drawn, and the focus stays where it is. */
  shouldUpdate(changed: ReadonlyMap<PropertyKey, unknown>): boolean;
  /** Takes in what the host has changed since the last drawing. */
  willUpdate(changed: ReadonlyMap<PropertyKey, unknown>): void;
  render(): TemplateResult;
}

export const createCard = (element: CardElement): Card => {
  const showCustomState = createCustomStates(element);
  const form = new FormController(element);
  const language = new LanguageController(element);
  const method = new MethodChoice(element);
  const modal = new ModalDialog(element);
  const focus = new FocusKeeper(element, (assertive) => {
    announcement = { polite: '', assertive };
    queueMicrotask(() => {
      element.requestUpdate();
    });
  });
  const steady = new SteadyState(element);
  const waitTimer = new WaitTimer(element);
  const panel = new Panel(element);
  const identity = new ConnectorIdentity(element);
  const announceState = createAnnouncer();
  const give = createGiver();
  /**
   * `new`: nothing was drawn yet. `moved`: something happened beyond the first reading, and what comes is faded in.
   * `broken`: it cannot be drawn.
   */
  let life: 'new' | 'still' | 'moved' | 'broken' = 'new';
  /** The token with which a window was sent to Cyclr: another flow of the same element must not use it again. */
  let spentToken: string | undefined;
  let announcement = silence;
  let announced = silence;
  let inDialog = false;
  let shown: State = { status: 'idle' };
  /** What the status word is about: a short save does not change it. */
  let told: State = shown;
  let say: Say = createSay('');

  const handleState = (state: State, previous: State): void => {
    showCustomState(state);
    if (life === 'still' && previous.status !== 'idle' && previous.status !== 'loading') life = 'moved';
    if (state.status === 'authorizing' && state.window !== 'blocked') spentToken = element.token;
    for (const part of [panel, method, form, focus, waitTimer]) part.handleState(state, previous);
  };
  const handleNotice = (notice: Notice): void => {
    const { type, ...detail } = notice;
    if (notice.type === 'statechange') handleState(notice.state, notice.previous);
    if (notice.type === 'connected') {
      panel.reset();
      form.settle();
    }
    if (notice.type === 'failed') reportFailure(element, notice);
    element.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }));
  };
  const flows = new FlowController(
    element,
    () => readFlowOptions(element, spentToken, { openingText: () => say('opening'), language: () => language.tag }),
    handleNotice,
  );
  const actions = createActions(element, () => flows.flow);

  const restart = (): void => {
    life = 'still';
    panel.reset();
    flows.restart();
  };

  /** The connector that the form is about: the account's, or what it will be once it is installed. */
  const findAsked = (): ConnectorView | undefined => {
    const available = availableOf(flows.state);
    return connectorOf(flows.state) ?? (available && previewConnector(available, method.chosen));
  };

  const isDialog = (): boolean => element.look === 'button' || element.panel === 'dialog';
  /** No dialog opens by itself for what could not be read: the person has begun nothing. */
  const foldable = (state: State): State =>
    isDialog() && state.status === 'failed' && state.stage === 'loading' ? { status: 'idle' } : state;
  /** Typed values stay in a panel that is closed, and are no longer shown in clear. */
  const toggle = (): void => {
    form.controls.revealed.clear();
    actions.keep();
    panel.toggle(foldable(shown), form.isTyped);
    if (panel.isUnfolded(foldable(shown))) focus.moveTo('field');
  };
  const edit = (): void => {
    panel.toggleEditing();
    if (panel.isEditing) focus.moveTo('field');
    form.forgetSecrets();
    form.clearProblems();
  };

  /** What was said stays out of the regions of a dialog that opens, and of the card when it closes: it would be heard again. */
  const announce = (next: Announcement): void => {
    const wasInDialog = inDialog;
    inDialog = isDialog() && panel.isUnfolded(foldable(shown));
    if (next !== announced) announced = announcement = next;
    else if (inDialog !== wasInDialog) announcement = silence;
  };

  const hear = (state: State): void => {
    const news = { fields: form.fields, spoken: form.spoken, wait: waitTimer.wait, focused: focus.isInside };
    // `confirming` is announced once it is shown.
    if (state.status !== 'confirming' || shown === state) announce(announceState(state, say, news));
  };

  element.addController({
    hostConnected() {
      // Back in the page: the flow was ended when the element left, so make another one.
      if (element.hasUpdated && flows.flow === undefined) restart();
    },
    hostUpdated() {
      give(announcement, element.announce);
    },
  });
  showCustomState(flows.state);

  return {
    get state() {
      return flows.state;
    },
    get flow() {
      return flows.flow;
    },
    get isBroken() {
      return life === 'broken';
    },
    readFlowOptions: flows.readOptions,
    break(cause) {
      life = 'broken';
      flows.fail(new ConnectError('misconfigured', 'The card could not be drawn.', { stage: 'loading', cause }));
    },
    refresh() {
      const { flow, state } = flows;
      if (flow !== undefined) void flow.load();
      // While an option is missing nothing can be read: the one that comes later starts it.
      else if (state.status !== 'idle') restart();
    },
    async connect() {
      const { flow } = flows;
      if (flow === undefined || element.disabled) return;
      if (flow.pending) {
        flow.showWindow();
        return;
      }
      const connector = findAsked();
      const isTyped = connector !== undefined && form.fields.length > 0;
      const isWindow = isTyped && signInKind(connector) === 'window';
      if (isTyped && !isWindow && flow.state.status === 'connected' && !panel.isEditing) {
        edit();
        return;
      }
      // The same problem is heard again.
      announcement = silence;
      const body = isTyped ? form.submit() : {};
      if (body === undefined) {
        panel.open();
        focus.moveTo('problem');
        return;
      }
      await flow.connect({ ...body, method: method.chosen });
    },
    shouldUpdate(changed) {
      if (changed.size > 0 || life === 'new' || steady.follow(flows.drawn) === flows.drawn) return true;
      hear(flows.state);
      return false;
    },
    willUpdate(changed) {
      form.adopt();
      if (isOtherConnector(changed)) {
        identity.forget();
        form.reset();
        method.reset();
      }
      if (life === 'new' || (life === 'broken' ? changed.size > 0 : needsNewFlow(element, changed))) restart();
      const { state } = flows;
      const known = connectorOf(state) ?? availableOf(state);
      if (known !== undefined) identity.learn(known);
      shown = steady.follow(flows.drawn);
      if (shown.status !== 'saving' || waitTimer.wait !== 'short') told = shown;
      if (isDialog() && modal.isBlocked) panel.fold(foldable(shown));
      say = createSay(identity.name, language.read(), readMessages(element.messages));
      const asked = findAsked();
      if (asked !== undefined) form.follow(asked, { overrides: readFields(element.fields) ?? {}, tag: language.tag }, say);
      else if (known !== undefined) form.fields = [];
      hear(state);
    },
    render() {
      const { look, connectorLang, disabled, mode, isolate, backend, endpoint } = element;
      const dialog = isDialog();
      const unfolded = panel.isUnfolded(foldable(shown));
      modal.open = dialog && unfolded;
      const view: View = {
        say,
        tag: language.tag,
        direction: language.direction,
        name: identity.name,
        icon: identity.icon,
        connectorLang,
        look: look === 'compact' || look === 'button' ? look : 'card',
        dialog,
        unfolded,
        toggle,
        editing: panel.isEditing,
        edit,
        form,
        method,
        actions,
        asked: findAsked(),
        told,
        moved: life === 'moved',
        wait: waitTimer.wait,
        waitsFor: waitTimer.left,
        disabled,
        leavesPage: mode === 'redirect',
        isolated: isolate,
        canDisconnect: Boolean(backend) || Boolean(endpoint),
        announcement,
        silent: Boolean(element.announce),
      };
      return renderCard(view, shown);
    },
  };
};
