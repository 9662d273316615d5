/** Folder of the published documentation pages; starts with package.json's `homepage`, which a test compares. */
const docsUrl = 'https://github.com/cyclr/cyclr-connect/blob/main/docs';

/** Absolute address of a section of `docs/errors.md`: one section for each topic of a finding and each error code. */
export const buildErrorLink = (section: string): string => `${docsUrl}/errors.md#${section}`;
