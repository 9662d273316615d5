import type { Notice } from '../flow/connect-flow.ts';
import { buildErrorLink } from '../protocol/docs-url.ts';
import { isForDeveloper } from './failure-kind.ts';

type FailedNotice = Extract<Notice, { type: 'failed' }>;

/** An expression for the console that gives the element: also for the second card of a page, and a row in a list's shadow root. */
const buildPath = (element: Element): string => {
  const root = element.getRootNode();
  const scope = root instanceof ShadowRoot ? `${buildPath(root.host)}.shadowRoot` : 'document';
  const { localName } = element;
  const index = [...(root as ParentNode).querySelectorAll(localName)].indexOf(element);
  return index > 0 ? `${scope}.querySelectorAll('${localName}')[${String(index)}]` : `${scope}.querySelector('${localName}')`;
};

/**
 * Prints a failure that only a developer can correct, retryable or not, once for each code and sentence (and connector,
 * where it is about one). Not printed: a session that ended during an attempt, because the person signs in again, and
 * the cause of a failed save, because it may repeat what the person typed.
 */
export const createFailureReport = (): ((element: HTMLElement & { connector?: string | undefined }, notice: FailedNotice) => void) => {
  const printed = new Set<string>();
  return (element, { code, stage, message, connectorId, cause }) => {
    const { localName, connector } = element;
    if (!isForDeveloper(code) || (code === 'not-signed-in' && stage !== 'loading')) return;
    // These name one connector; for every other code one line serves all cards of a page.
    const isOfOne = code === 'connector-not-found' || code === 'unsupported-auth-type';
    const key = [localName, code, message, isOfOne ? connectorId : ''].join('|');
    if (printed.has(key)) return;
    printed.add(key);
    // A list has neither.
    const name = connectorId === '' ? connector && ` connector="${connector}"` : ` connector-id="${connectorId}"`;
    console.error(
      `<${localName}${name ?? ''}>: ${message} (${code}, ${stage})\n` +
        `To find the cause, run: await ${buildPath(element)}.diagnose()\n${buildErrorLink(code)}`,
      ...(cause === undefined || stage === 'saving' ? [] : [cause]),
    );
  };
};

/** The report of this page: all elements share it. */
export const reportFailure = createFailureReport();
