import { defineOnce } from '../element/define-once.ts';
import '../index.ts';
import { CyclrConnectList } from './cyclr-connect-list.ts';

export { CyclrConnectList };
export type { ConnectorNames } from './connector-names.ts';
export type { CyclrConnectListEventMap, ListProgress, Named } from './events.ts';
export type { ItemStatus, ListItem } from './list-item.ts';

defineOnce('cyclr-connect-list', CyclrConnectList);
