import { expect } from '@open-wc/testing';
import type { AxeResults, NodeResult, RunOptions } from 'axe-core';
import 'axe-core/axe.min.js';

const { axe } = globalThis as unknown as { axe: { run: (root: Element, options: RunOptions) => Promise<AxeResults> } };

/** The rules that a host's colors, sizes and fonts can break. */
export const styleRules = ['color-contrast', 'link-in-text-block', 'target-size'];

/** The most failures that a message lists: one wrong color can fail in hundreds of places. */
const mostShown = 6;

const describe = (rule: string) => (node: NodeResult) => `${rule}: ${node.target.flat().join(' ')}: ${node.failureSummary ?? ''}`;

/** No rule of axe is broken in an element, and every contrast was computed. `only`: the rules to check; else all. */
export const expectNoViolation = async (root: Element, only?: readonly string[]): Promise<void> => {
  const { violations, incomplete } = await axe.run(root, {
    resultTypes: ['violations', 'incomplete'],
    // This one is off unless it is asked for.
    ...(only === undefined ? { rules: { 'target-size': { enabled: true } } } : { runOnly: [...only] }),
  });
  const unknown = incomplete.filter(({ id }) => id === 'color-contrast');
  const found = [...violations, ...unknown].flatMap(({ id, nodes }) => nodes.map(describe(id)));
  expect(found.slice(0, mostShown), `${String(found.length)} found`).to.deep.equal([]);
};
