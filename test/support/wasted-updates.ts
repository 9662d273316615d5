/** Warnings of Lit's development build about an update that requested another one. Lit prints each once in a page. */
let warnings: string[] = [];
const warn = console.warn.bind(console);
console.warn = (...args: unknown[]) => {
  if (String(args[0]).includes('change-in-update')) warnings.push(String(args[0]));
  else warn(...args);
};

/** Throws if an update has requested another one since the last call. */
export const expectNoWastedUpdate = (): void => {
  const [first] = warnings;
  warnings = [];
  if (first !== undefined) throw new Error(first);
};
