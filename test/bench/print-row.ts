/** One row of a table: the first cell is left as it is, numbers are rounded. */
export const printRow = (cells: readonly (string | number)[]): void => {
  console.log(
    cells
      .map((cell, index) => {
        const text = typeof cell === 'number' ? String(Math.round(cell)) : cell;
        return index === 0 ? text.padEnd(22) : text.padStart(11);
      })
      .join(''),
  );
};

export const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;

export const ratio = (ours: number, other: number): string => `${(ours / other).toFixed(2)}×`;
