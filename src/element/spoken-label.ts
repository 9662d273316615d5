/**
 * The accessible name of a button: what is seen comes first, so that a person who speaks to the computer can say it (WCAG
 * 2.2, 2.5.3), then what tells it from the same button of another card. Commas make a pause in every language and fit any
 * order of words.
 */
export const spokenLabel = (label: string, ...more: string[]): string =>
  [label, ...more.filter((words) => words !== '' && !label.includes(words))].join(', ');
