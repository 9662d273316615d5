/** Groups of files that reach each other through imports (Tarjan's strongly connected components), each sorted. */
export const findCircles = (graph: ReadonlyMap<string, readonly string[]>): string[][] => {
  const order = new Map<string, number>();
  const lowest = new Map<string, number>();
  const stack: string[] = [];
  const circles: string[][] = [];
  const lower = (file: string, value: number): void => {
    lowest.set(file, Math.min(lowest.get(file) ?? Infinity, value));
  };
  const visit = (file: string): void => {
    order.set(file, order.size);
    lower(file, order.size - 1);
    stack.push(file);
    for (const target of graph.get(file) ?? []) {
      if (!order.has(target)) {
        visit(target);
        lower(file, lowest.get(target)!);
      } else if (stack.includes(target)) lower(file, order.get(target)!);
    }
    if (lowest.get(file) !== order.get(file)) return;
    const circle = stack.splice(stack.indexOf(file)).sort();
    if (circle.length > 1 || graph.get(file)?.includes(file) === true) circles.push(circle);
  };
  for (const file of graph.keys()) if (!order.has(file)) visit(file);
  return circles;
};
