/** Without the slashes at its end. A loop, because an expression would try each of many slashes again. */
export const cutTrailingSlashes = (path: string): string => {
  let end = path.length;
  while (end > 0 && path[end - 1] === '/') end -= 1;
  return path.slice(0, end);
};
