/** What Lit's development build says when a drawing asks for another one as it ends. It says so once in a page. */
let warnings: string[] = [];
const warn = console.warn.bind(console);
console.warn = (...args: unknown[]) => {
  if (String(args[0]).includes('change-in-update')) warnings.push(String(args[0]));
  else warn(...args);
};

/** Throws where a card was drawn a second time for nothing since it was last asked. */
export const expectNoWastedUpdate = (): void => {
  const [first] = warnings;
  warnings = [];
  if (first !== undefined) throw new Error(first);
};
