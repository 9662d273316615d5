/** In words, and whether a figure meets it. */
export interface Goal {
  readonly is: string;
  readonly met: boolean;
}

/** One line of the summary: a figure, what it is compared with, and its goal. */
export interface Figure {
  readonly what: string;
  readonly value: string;
  /** What the same machine took, in the same run, for what a reader can compare it with. */
  readonly beside?: string;
  readonly goal?: Goal;
}

type Cell = string | number;

/** What one part of the bench has measured. */
export interface Part {
  readonly title: string;
  /** Sentences for a reader who has never seen the bench: what was done, what the columns are. */
  readonly reading: readonly string[];
  /** With the unit, and ↓ where less is better or ↑ where more is. A column without an arrow only describes. */
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
  readonly figures: readonly Figure[];
}

export const median = (values: readonly number[]): number => {
  if (values.length === 0) throw new Error('There is no median of nothing.');
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
};

/** Three digits: further ones change from run to run. */
export const show = (value: number): string => {
  if (!Number.isFinite(value)) throw new Error(`A figure is ${value}: something was not measured.`);
  return Math.abs(value) >= 100 ? Math.round(value).toLocaleString('en-US') : String(Number(value.toPrecision(3)));
};

export const ratio = (ours: number, other: number): string => `${show(ours / other)} ×`;

export const atMost = (value: number, limit: number, unit = ''): Goal => ({ is: `≤ ${show(limit)} ${unit}`.trim(), met: value <= limit });

export const atLeast = (value: number, limit: number, unit = ''): Goal => ({ is: `≥ ${show(limit)} ${unit}`.trim(), met: value >= limit });

export const describeGoal = ({ is, met }: Goal): string => `${is}: ${met ? 'met' : '**missed**'}`;

/** Markdown whose columns are straight in a terminal, too. */
const buildTable = (columns: readonly string[], rows: readonly (readonly Cell[])[]): string => {
  const isNumber = columns.map((_, index) => rows.some((row) => typeof row[index] === 'number'));
  const lines = [columns, ...rows.map((row) => row.map((cell) => (typeof cell === 'number' ? show(cell) : cell)))];
  const widths = columns.map((_, index) => Math.max(3, ...lines.map((line) => line[index]?.length ?? 0)));
  const pad = (text: string, index: number): string =>
    isNumber[index] === true ? text.padStart(widths[index] ?? 0) : text.padEnd(widths[index] ?? 0);
  const write = (line: readonly string[]): string => `| ${line.map(pad).join(' | ')} |`;
  const rule = `|${widths.map((width, index) => (isNumber[index] === true ? `${'-'.repeat(width + 1)}:` : '-'.repeat(width + 2))).join('|')}|`;
  return [write(columns), rule, ...lines.slice(1).map(write)].join('\n');
};

export const buildSection = ({ title, reading, columns, rows }: Part): string =>
  `## ${title}\n\n${reading.join('\n')}\n\n${buildTable(columns, rows)}\n`;

/** All figures that are worth remembering, in one table. */
export const buildSummary = (parts: readonly Part[]): string => {
  const rows = parts.flatMap(({ figures }) =>
    figures.map(({ what, value, beside = '', goal }) => [what, value, beside, goal === undefined ? '' : describeGoal(goal)]),
  );
  return `## Summary\n\n${buildTable(['what', 'figure', 'beside it', 'goal'], rows)}\n`;
};
