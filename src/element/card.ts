import type { ReactiveControllerHost, TemplateResult } from 'lit';
import { signInKind } from '../protocol/auth-type.ts';
import { ConnectError } from '../protocol/errors.ts';
import type { FieldOverrides } from '../protocol/fields.ts';
import type { ConnectorView } from '../protocol/wire.ts';
import type { Notice } from '../flow/connect-flow.ts';
import { previewConnector } from '../flow/installing.ts';
import { availableOf, connectorOf, type State } from '../flow/state.ts';
import { type Announcement, silence } from './announcement.ts';
import { ConnectorIdentity } from './connector-identity.ts';
import { reportFailure } from './console-report.ts';
import { createCustomStates } from './custom-states.ts';
import { createActions, type ElementMethods } from './element-actions.ts';
import { FlowController } from './flow-controller.ts';
import { type Changes, type FlowProperties, isOtherConnector, needsNewFlow, readFlowOptions } from './flow-options.ts';
import { FocusKeeper } from './focus-keeper.ts';
import { FormController } from './form/form-controller.ts';
import { readFields, readMessages } from './host-options.ts';
import { LanguageController } from './language-controller.ts';
import { MethodChoice } from './method-choice.ts';
import { ModalDialog } from './modal-dialog.ts';
import { Panel } from './panel.ts';
import { WaitTimer } from './wait-timer.ts';
import { createSay, type MessageOverrides, type Say } from './say.ts';
import { Speech } from './speech.ts';
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
export const createCard = (element: CardElement) => {
  const showCustomState = createCustomStates(element);
  const form = new FormController(element);
  const language = new LanguageController(element);
  const method = new MethodChoice(element);
  const modal = new ModalDialog(element);
  const speech = new Speech();
  const focus = new FocusKeeper(element, (assertive) => {
    speech.now = { polite: '', assertive };
    queueMicrotask(() => {
      element.requestUpdate();
    });
  });
  const steady = new SteadyState(element);
  const waitTimer = new WaitTimer(element);
  const panel = new Panel(element);
  const identity = new ConnectorIdentity(element);
  /**
   * `new`: nothing was drawn yet. `moved`: something happened beyond the first reading, and what comes is faded in.
   * `broken`: it cannot be drawn.
   */
  let life: 'new' | 'still' | 'moved' | 'broken' = 'new';
  /** The token with which a window was sent to Cyclr: another flow of the same element must not use it again. */
  let spentToken: string | undefined;
  /** What the status word is about: a short save does not change it. */
  let told: State = steady.shown;
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
  const foldable = (): State => {
    const { shown } = steady;
    return isDialog() && shown.status === 'failed' && shown.stage === 'loading' ? { status: 'idle' } : shown;
  };
  /** Typed values stay in a panel that is closed, and are no longer shown in clear. */
  const toggle = (): void => {
    form.controls.revealed.clear();
    actions.keep();
    panel.toggle(foldable(), form.isTyped);
    if (panel.isUnfolded(foldable())) focus.moveTo('field');
  };
  const edit = (): void => {
    panel.toggleEditing();
    if (panel.isEditing) focus.moveTo('field');
    form.forgetSecrets();
    form.clearProblems();
  };

  const hear = (): void => {
    const { state } = flows;
    // `confirming` is announced once it is shown.
    if (state.status === 'confirming' && steady.shown !== state) return;
    const news = { fields: form.fields, spoken: form.spoken, wait: waitTimer.wait, focused: focus.isInside };
    speech.follow(state, say, news, isDialog() && panel.isUnfolded(foldable()));
  };

  element.addController({
    hostConnected() {
      // Back in the page: the flow was ended when the element left, so make another one.
      if (element.hasUpdated && flows.flow === undefined) restart();
    },
    hostUpdated() {
      speech.give(element.announce);
    },
  });
  showCustomState(flows.state);

  return {
    get state() {
      return flows.state;
    },
    /** Undefined where there is nothing to connect, or the element is in no page. */
    get flow() {
      return flows.flow;
    },
    get isBroken() {
      return life === 'broken';
    },
    readFlowOptions: flows.readOptions,
    /** An update threw: ends in one `failed`. It is not tried again before the host changes a property. */
    break(cause: unknown): void {
      life = 'broken';
      flows.fail(new ConnectError('misconfigured', 'The card could not be drawn.', { stage: 'loading', cause }));
    },
    refresh(): void {
      const { flow, state } = flows;
      if (flow !== undefined) void flow.load();
      // While an option is missing nothing can be read; setting it starts the reading.
      else if (state.status !== 'idle') restart();
    },
    /** Begins an attempt with what the form holds, or shows what must be typed or corrected first. */
    async connect(): Promise<void> {
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
      // The same problem is announced again.
      speech.now = silence;
      const body = isTyped ? form.submit() : {};
      if (body === undefined) {
        panel.open();
        focus.moveTo('problem');
        return;
      }
      await flow.connect({ ...body, method: method.chosen });
    },
    /** False while what is shown must stay a moment longer. Then nothing is drawn, and the focus stays where it is. */
    shouldUpdate(changed: Changes): boolean {
      if (changed.size > 0 || life === 'new' || steady.follow(flows.drawn) === flows.drawn) return true;
      hear();
      return false;
    },
    /** Takes in what the host has changed since the last drawing. */
    willUpdate(changed: Changes): void {
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
      const shown = steady.follow(flows.drawn);
      if (shown.status !== 'saving' || waitTimer.wait !== 'short') told = shown;
      if (isDialog() && modal.isBlocked) panel.fold(foldable());
      say = createSay(identity.name, language.read(), readMessages(element.messages));
      const asked = findAsked();
      if (asked !== undefined) form.follow(asked, { overrides: readFields(element.fields) ?? {}, tag: language.tag }, say);
      else if (known !== undefined) form.fields = [];
      hear();
    },
    render(): TemplateResult {
      const { look, connectorLang, disabled, mode, isolate, backend, endpoint } = element;
      const dialog = isDialog();
      const unfolded = panel.isUnfolded(foldable());
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
        announcement: speech.now,
        silent: Boolean(element.announce),
      };
      return renderCard(view, steady.shown);
    },
  };
};
