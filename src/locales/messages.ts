/** A sentence with `{count}` in it: one text, or one for each plural category that the language has. */
export type Counted = string | (Partial<Record<Intl.LDMLPluralRule, string>> & { other: string });

/**
 * Every sentence a person reads, keyed by meaning. `{name}` is the connector's name; `{field}` a field's label; `{value}` what was
 * typed; `{when}` reads "30 s", `{date}` a day, `{reference}` the text of `reference`, or nothing. Short, active, without blame or
 * jargon: the person does not know the words OAuth, token or popup and need not learn them.
 */
export interface Messages {
  statusLoading: string;
  statusReady: string;
  statusPending: string;
  statusConnected: string;
  statusFailed: string;
  /** The connection could not be read, or the connector cannot be connected yet. */
  statusUnavailable: string;
  loading: string;
  /** In the sign-in window, while it waits for what is saved or installed first. */
  opening: string;
  readyWindow: string;
  readyFields: string;
  /** The whole page goes to the sign-in, and comes back. */
  readyHere: string;
  /** A window opens, and closes by itself: everything was typed here. */
  readyBrief: string;
  /** Title of the choice between several methods, such as a sign-in or a key. */
  methods: string;
  /** Connect was pressed without a choice. */
  methodRequired: string;
  saving: string;
  /** After five seconds. */
  savingLong: string;
  open: string;
  unsure: string;
  /** The window seems gone, and the person has been here for a while. */
  gone: string;
  blocked: string;
  /** The whole page is on its way to the sign-in. */
  leaving: string;
  confirming: string;
  connected: string;
  /** Follows `connected` where the account's label is known; `{value}` is the label. */
  connectedAs: string;
  connectedAsSince: string;
  /** Follows these; `{value}` is the person who connected the account. */
  connectedBy: string;
  saved: string;
  /** A connected account that stopped working. */
  attention: string;
  disconnectQuestion: string;
  disconnecting: string;
  ownWindow: string;
  connect: string;
  /** In a row that already says the name. */
  connectShort: string;
  /** In a row: shows what can be done with a connected account. */
  manage: string;
  /** In a row: folds it up again. */
  close: string;
  saveChanges: string;
  reconnect: string;
  signInAgain: string;
  disconnect: string;
  cancel: string;
  showWindow: string;
  openAgain: string;
  openLink: string;
  /** Goes to the sign-in with the whole page, in place of a window. */
  continueHere: string;
  tryAgain: string;
  /** The button while a limit lasts: it counts down. */
  tryAgainIn: string;
  tryNow: string;
  checkAgain: string;
  reload: string;
  back: string;
  /** Names the list of connections for a screen reader. */
  list: string;
  search: string;
  category: string;
  /** Every category. */
  all: string;
  /** `{count}` of `{value}`: both are numbers. */
  progress: string;
  /** How many rows a search leaves. */
  found: Counted;
  empty: string;
  noMatch: string;
  listFailed: string;
  more: string;
  /** The button that opens the form for another account of a connector, and the label of its list of connectors. */
  another: string;
  anotherName: string;
  add: string;
  key: string;
  username: string;
  password: string;
  optional: string;
  choose: string;
  /** The choice that asks for a value which is not listed. */
  otherValue: string;
  /** The label of the input that it opens. */
  otherValueOf: string;
  /** The choice that leaves an optional field without a value. */
  notSet: string;
  yes: string;
  no: string;
  /** The button that shows the optional fields, where there are many. */
  moreOptions: string;
  show: string;
  hide: string;
  savedValue: string;
  documentation: string;
  /** Spaces were pasted with a value. */
  trimmed: string;
  /** What was typed is sent in another form, `{value}`. */
  sentAs: string;
  required: string;
  requiredChoice: string;
  colonInUsername: string;
  notInteger: string;
  notNumber: string;
  /** A number that may have thousands separators, such as 1,500: it could mean two numbers. */
  grouped: string;
  notListed: string;
  tooLong: string;
  /** The server objects to something that the form does not ask. */
  unknownField: string;
  /** Title of the list of what must be corrected. */
  problems: Counted;
  /** Keys `failed-{code}`; a code without a sentence of its own has that of `failed`. */
  failed: string;
  /** Takes the place of `{reference}` in `failed`; `{value}` is the reference itself. */
  reference: string;
  /** A load failed: nothing was attempted. */
  'failed-load': string;
  'failed-disconnect': string;
  'failed-cancelled': string;
  /** Cancel was pressed. */
  'failed-stopped': string;
  /** Cancelled by coming back to the page, which had gone to the sign-in as a whole, or whose window was cut off and may be open still. */
  'failed-came-back': string;
  /** Cancelled where the account was connected before. */
  'failed-still-connected': string;
  'failed-popup-blocked': string;
  'failed-denied': string;
  'failed-not-authenticated': string;
  'failed-timed-out': string;
  'failed-superseded': string;
  'failed-credentials-rejected': string;
  /** The same where nothing but a key, or nothing but a user name and a password, was typed. */
  rejectedKey: string;
  rejectedPassword: string;
  /** Follows one of those three where a connection was there before. */
  rejectedLost: string;
  /** Follows any failure of a save that left the connection as it was. */
  keptBefore: string;
  /** Follows any failure of a save that could not be undone. */
  changedBefore: string;
  'failed-not-signed-in': string;
  'failed-forbidden': string;
  'failed-offline': string;
  /** The network was lost while details were sent. */
  'failed-offline-saving': string;
  'failed-unverifiable': string;
  /** The answer to a save was lost. */
  'failed-unverifiable-saving': string;
  /** The answer to a disconnection was lost. */
  'failed-unverifiable-disconnecting': string;
  /** As `failed-unverifiable` if the account was connected before, so that being connected proves nothing. */
  'failed-unseen': string;
  'failed-rate-limited': string;
  'failed-final': string;
}
