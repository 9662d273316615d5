/** False in WebKitGTK only: its driver cannot press keys. What is skipped there runs in Chromium and Firefox. */
export const pressesKeys = !/AppleWebKit/.test(navigator.userAgent) || /Chrom/.test(navigator.userAgent);
