import { connectorRows } from './connector-rows.ts';
import { crossOriginRows } from './cross-origin-rows.ts';
import { cyclrRows } from './cyclr-rows.ts';
import { pageRows } from './page-rows.ts';
import { routeRows } from './route-rows.ts';
import { sessionRows } from './session-rows.ts';
import { tagRows } from './tag-rows.ts';
import { tokenRows } from './token-rows.ts';
import type { Row } from './row.ts';

/** In the order of the table. */
export const rows: readonly Row[] = [
  ...tagRows,
  ...tokenRows,
  ...routeRows,
  ...crossOriginRows,
  ...pageRows,
  ...sessionRows,
  ...connectorRows,
  ...cyclrRows,
];
