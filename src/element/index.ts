export { CyclrConnect } from './cyclr-connect.ts';
export type { ConnectedDetail, CyclrConnectEventMap, DisconnectedDetail, FailedDetail, StateChangeDetail } from './events.ts';
export { registerLocale } from './languages.ts';
export { type Counted, english, type Locale, type Messages } from '../locales/en.ts';
export { bareHost, httpsUrl, subdomain, trimmed } from '../protocol/normalisers.ts';
