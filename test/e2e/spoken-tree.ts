import type { CDPSession } from 'playwright-core';

interface Value {
  readonly value?: unknown;
}

interface Node {
  readonly nodeId: string;
  readonly ignored: boolean;
  readonly role?: Value;
  readonly name?: Value;
  readonly description?: Value;
  readonly value?: Value;
  readonly properties?: readonly { readonly name: string; readonly value: Value }[];
  readonly childIds?: readonly string[];
}

/** What a screen reader says beside the name. */
const told = ['required', 'invalid', 'expanded', 'hasPopup', 'pressed', 'checked', 'busy', 'disabled', 'modal', 'live', 'focused'];

const quiet = new Set(['none', 'generic', 'InlineTextBox', 'ListMarker', 'LabelText', 'LineBreak']);

const describe = ({ role, name, description, value, properties = [] }: Node): string => {
  const states = properties
    .filter((one) => told.includes(one.name) && ![false, 'false', ''].includes(one.value.value as string | boolean))
    .map((one) => (one.value.value === true || one.value.value === 'true' ? one.name : `${one.name} ${String(one.value.value)}`));
  return [
    String(role?.value),
    name?.value ? JSON.stringify(name.value) : '',
    value?.value ? `holds ${JSON.stringify(value.value)}` : '',
    states.length > 0 ? `(${states.join(', ')})` : '',
    description?.value ? `described ${JSON.stringify(description.value)}` : '',
  ]
    .filter(Boolean)
    .join(' ');
};

/** The browser's own accessibility tree as text, one line for each thing that is read, without the page around it. */
export const readTree = async (session: CDPSession): Promise<string> => {
  const { nodes } = (await session.send('Accessibility.getFullAXTree')) as unknown as { nodes: Node[] };
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  const lines: string[] = [];
  const walk = (node: Node | undefined, depth: number, above: string): void => {
    if (node === undefined) return;
    const role = String(node.role?.value);
    const name = node.name?.value;
    const text = typeof name === 'string' ? name.trim() : '';
    // A text that is its parent's whole name was read already.
    const isShown =
      !node.ignored && !quiet.has(role) && role !== 'RootWebArea' && !(role === 'StaticText' && (text === '' || text === above));
    if (isShown) lines.push(`${'  '.repeat(depth)}${describe(node)}`);
    for (const id of node.childIds ?? []) walk(byId.get(id), isShown ? depth + 1 : depth, isShown ? text : above);
  };
  walk(nodes[0], 0, '');
  return lines.join('\n');
};
