import '../index.ts';
import { CyclrConnectList } from './cyclr-connect-list.ts';

export { CyclrConnectList };
export type { CyclrConnectListEventMap, ListProgress, Named } from './events.ts';
export type { ItemStatus, ListItem } from './list-item.ts';

if (customElements.get('cyclr-connect-list') === undefined) customElements.define('cyclr-connect-list', CyclrConnectList);
