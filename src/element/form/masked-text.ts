const bullet = '•';

/** What a text area shows of a secret: its lines, and a bullet for each character. */
export const maskText = (text: string): string => text.replace(/[^\n]/gu, bullet);

/**
 * What a masked text area holds after an edit. `text` is the value so far, whose mask was shown; `shown` is what the
 * control says now, with bullets for what stayed and clear text for what was typed or pasted; `caret` is where the edit
 * ended. A text area has no masked type, and a mask by style leaves the clear value to recorders and to the
 * accessibility tree (measured: rrweb 2, Chromium 156), so the clear value is never left in the control.
 */
export const readMasked = (text: string, shown: string, caret: number): string => {
  if (!shown.includes(bullet)) return shown;
  const characters = Array.from(text);
  const before = Array.from(maskText(text));
  const after = Array.from(shown);
  const ending = Array.from(shown.slice(caret)).length;
  const end = Math.max(0, before.length - ending);
  const limit = Math.min(end, after.length - ending);
  let start = 0;
  while (start < limit && before[start] === after[start]) start += 1;
  return [...characters.slice(0, start), ...after.slice(start, after.length - ending), ...characters.slice(end)].join('');
};
