/** Two letters on a rounded, two-tone tile: a neutral stand-in for a product's logo. */
export const connectorMark = (initials: string, accent: string): string => {
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48" role="img">` +
    `<rect width="48" height="48" rx="11" fill="${accent}"/>` +
    `<path d="M0 37 37 0a11 11 0 0 1 11 11v26a11 11 0 0 1-11 11H11A11 11 0 0 1 0 37z" fill="#000" fill-opacity=".14"/>` +
    `<text x="24" y="31" text-anchor="middle" font-family="system-ui,sans-serif" font-size="19" font-weight="650" letter-spacing="-.5" fill="#fff">${initials}</text></svg>`;
  return `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`;
};
