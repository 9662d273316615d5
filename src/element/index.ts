export { CyclrConnect } from './cyclr-connect.ts';
export type {
  AttentionDetail,
  ConnectedDetail,
  CyclrConnectEventMap,
  DisconnectedDetail,
  FailedDetail,
  InstalledDetail,
  StateChangeDetail,
} from './events.ts';
export { registerLocale } from './languages.ts';
export { english, type Locale } from '../locales/en.ts';
export type { Counted, Messages } from '../locales/messages.ts';
export { bareHost, httpsUrl, subdomain, trimmed } from '../protocol/normalizers.ts';
