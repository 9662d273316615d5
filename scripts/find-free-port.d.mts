export const findFreePort: () => Promise<number>;
