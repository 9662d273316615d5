interface Contrast {
  /** CSS colors, the lowest first, painted over each other. */
  readonly paint: (...colors: string[]) => number[];
  /** WCAG 2.2, contrast ratio of two colors that `paint` gave. */
  readonly ratioOf: (one: number[], other: number[]) => number;
}

/** How the demo measures contrasts. It has no types. */
const { paint, ratioOf } = (await import(new URL('../../demo/page/contrast.js', import.meta.url).href)) as Contrast;

/** The backgrounds behind an element, the lowest first, through shadow roots. */
const backgroundsOf = (element: Element | null): string[] => {
  if (element === null) return [];
  const above = element.parentElement ?? (element.getRootNode() as ShadowRoot).host ?? null;
  return [...backgroundsOf(above), getComputedStyle(element).backgroundColor];
};

/** The contrast of a color that is drawn in an element, with what lies below it. `opacity`: of the drawn color. */
export const contrastIn = (element: Element, color: string, opacity = 1): number => {
  const ground = backgroundsOf(element);
  const below = paint(...ground);
  const drawn = paint(...ground, color).map((part, index) => part * opacity + below[index]! * (1 - opacity));
  return ratioOf(below, drawn);
};
