import { expect } from '@open-wc/testing';
import type { Notice } from '../../src/flow/connect-flow.ts';
import { createFailureReport } from '../../src/element/console-report.ts';
import { type ErrorCode, errorCodes, isRetryable, type Stage } from '../../src/protocol/errors.ts';

type Failed = Extract<Notice, { type: 'failed' }>;

const failed = (code: ErrorCode, more: Partial<Failed> = {}): Failed => ({
  type: 'failed',
  connectorId: '1234',
  code,
  stage: 'loading',
  message: 'The endpoint answered 404.',
  retryable: isRetryable(code),
  ...more,
});

/** The arguments of each call of the console. */
const print = (...notices: Failed[]): unknown[][] => {
  const { error } = console;
  const calls: unknown[][] = [];
  console.error = (...args: unknown[]) => {
    calls.push(args);
  };
  const report = createFailureReport();
  for (const notice of notices) report(document.createElement('acme-connect'), notice);
  console.error = error;
  return calls;
};

describe('the report of failures in the console', () => {
  // A person, a provider or the network ends an attempt in these; a developer has nothing to correct.
  const quiet: ErrorCode[] = [
    'popup-blocked',
    'cancelled',
    'denied',
    'timed-out',
    'superseded',
    'not-authenticated',
    'credentials-rejected',
    'rate-limited',
    'offline',
  ];

  for (const code of errorCodes) {
    it(`${quiet.includes(code) ? 'is silent about' : 'prints'} ${code}`, () => {
      expect(print(failed(code))).to.have.length(quiet.includes(code) ? 0 : 1);
    });
  }

  it('says what, where, how to find the cause, and an absolute link', () => {
    const [[text]] = print(failed('backend-error')) as [[string]];
    expect(text).to.equal(
      '<acme-connect connector-id="1234">: The endpoint answered 404. (backend-error, loading)\n' +
        "To find the cause, run: await document.querySelector('acme-connect').diagnose()\n" +
        'https://github.com/cyclr/cyclr-connect/blob/main/docs/errors.md#backend-error',
    );
  });

  /** The command of the line that is printed for an element, as it could be typed into the console. */
  const readCommand = (element: HTMLElement): string => {
    const { error } = console;
    let printed = '';
    console.error = (text: string) => {
      printed = text;
    };
    createFailureReport()(element, failed('backend-error'));
    console.error = error;
    return /await (.*)\.diagnose\(\)/.exec(printed)?.[1] ?? '';
  };

  const build = (into: ParentNode, name: string): HTMLElement => {
    const element = document.createElement(name);
    into.append(element);
    return element;
  };
  const buildShadow = (into: ParentNode, name: string): ShadowRoot => build(into, name).attachShadow({ mode: 'open' });

  const places: Record<string, (page: HTMLElement) => HTMLElement[]> = {
    'the first card': (page) => [build(page, 'acme-connect')],
    'the second card': (page) => [build(page, 'acme-connect'), build(page, 'acme-connect')],
    'the second row of the second list': (page) => {
      const lists = [buildShadow(page, 'acme-list'), buildShadow(page, 'acme-list')];
      return lists.flatMap((list) => [build(list, 'acme-connect'), build(list, 'acme-connect')]);
    },
    'a card two shadow roots deep': (page) => [build(buildShadow(buildShadow(page, 'acme-app'), 'acme-panel'), 'acme-connect')],
  };
  for (const [place, add] of Object.entries(places)) {
    it(`says how to reach ${place}`, () => {
      const page = build(document.body, 'div');
      const element = add(page).at(-1) as HTMLElement;
      const script = document.createElement('script');
      script.textContent = `${readCommand(element)}.id = 'reached';`;
      page.append(script);
      page.remove();
      expect(element.id).to.equal('reached');
    });
  }

  it('prints one line for a hundred cards with the same mistake', () => {
    const ids = Array.from({ length: 100 }, (_, index) => String(index));
    expect(print(...ids.map((connectorId) => failed('misconfigured', { connectorId })))).to.have.length(1);
  });

  it('names each connector that is not found', () => {
    const calls = print(...['1', '2', '1'].map((connectorId) => failed('connector-not-found', { connectorId })));
    expect(calls.map(([text]) => /connector-id="(\d)"/.exec(String(text))?.[1])).to.deep.equal(['1', '2']);
  });

  it('prints another sentence of the same code', () => {
    expect(print(failed('backend-error'), failed('backend-error', { message: 'Cyclr answered with status 500.' }))).to.have.length(2);
  });

  it('is silent about a session that ended during an attempt', () => {
    for (const stage of ['saving', 'opening', 'confirming'] satisfies Stage[])
      expect(print(failed('not-signed-in', { stage }))).to.deep.equal([]);
  });

  it('hands the cause on, but not that of a save, which may repeat what was typed', () => {
    const cause = new TypeError('Failed to fetch');
    expect(print(failed('backend-error', { cause }))[0]?.[1]).to.equal(cause);
    expect(print(failed('backend-error', { cause, stage: 'saving' }))[0]).to.have.length(1);
  });
});
