/** Brings transitions and fades of a card to their end: colors are measured on what stays. */
export const finishMotion = ({ shadowRoot }: Element): void => {
  for (const motion of shadowRoot?.getAnimations() ?? []) if (motion.effect?.getComputedTiming().endTime !== Infinity) motion.finish();
};
