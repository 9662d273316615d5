/** A sentence with `{count}` in it: one text, or one for each plural category that the language has. */
export type Counted = string | (Partial<Record<Intl.LDMLPluralRule, string>> & { other: string });

/**
 * Every sentence a person reads, keyed by meaning. `{name}` is the connector's name; `{field}` a field's label; `{value}` what was
 * typed; `{when}` reads "in 30 seconds". Short, active, without blame or jargon: the person does not know the words OAuth, token or
 * popup and need not learn them.
 */
export interface Messages {
  statusLoading: string;
  statusReady: string;
  statusPending: string;
  statusConnected: string;
  statusFailed: string;
  loading: string;
  readyWindow: string;
  readyFields: string;
  /** The whole page goes to the sign-in, and comes back. */
  readyHere: string;
  /** A window opens, and closes by itself: everything was typed here. */
  readyBrief: string;
  saving: string;
  /** After eight seconds. */
  savingLong: string;
  open: string;
  unsure: string;
  /** The window is there, but the person looks at this page. */
  behind: string;
  /** The window seems gone, and the person has been here for a while. */
  gone: string;
  blocked: string;
  /** The whole page is on its way to the sign-in. */
  leaving: string;
  /** It is back without a word of how the sign-in ended. */
  returned: string;
  confirming: string;
  connected: string;
  saved: string;
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
  disconnect: string;
  keep: string;
  cancel: string;
  showWindow: string;
  openAgain: string;
  openLink: string;
  /** Goes to the sign-in with the whole page, in place of a window. */
  continueHere: string;
  tryAgain: string;
  tryNow: string;
  checkAgain: string;
  reload: string;
  back: string;
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
  /** What hides the optional fields where they are many. */
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
  notListed: string;
  /** The server objects to something that the form does not ask. */
  unknownField: string;
  /** Heads the list of what must be corrected. */
  problems: Counted;
  /** Keys `failed-{code}`; a code without a sentence of its own has that of `failed`. */
  failed: string;
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
  'failed-not-signed-in': string;
  'failed-forbidden': string;
  'failed-offline': string;
  'failed-unverifiable': string;
  /** The same where the account was connected before, so that being connected tells nothing. */
  'failed-unseen': string;
  'failed-rate-limited': string;
  /** The same where the wait is known. */
  'failed-rate-limited-wait': string;
  'failed-final': string;
}

export const english: Messages = {
  statusLoading: 'Loading',
  statusReady: 'Not connected',
  statusPending: 'Connecting',
  statusConnected: 'Connected',
  statusFailed: 'Needs attention',
  loading: 'Loading {name}…',
  readyWindow: 'Connect your {name} account. You will sign in at {name} in a new window.',
  readyFields: 'Connect your {name} account.',
  readyHere: 'Connect your {name} account. You will sign in at {name}, then come back here.',
  readyBrief: 'Connect your {name} account. A window will open for a moment.',
  saving: 'Checking with {name}…',
  savingLong: 'Still checking. {name} is taking longer than usual.',
  open: 'Finish signing in to {name} in the window that opened.',
  unsure: 'Still signing in? Finish in the {name} window, then come back here.',
  behind: 'The {name} window is still open. Finish signing in there.',
  gone: 'If you closed the {name} window, open it again.',
  blocked: 'Your browser kept the window closed. Open it with this link, then come back.',
  leaving: 'Taking you to {name}…',
  returned: 'You are back. Checking with {name}…',
  confirming: 'Almost there. Checking with {name}…',
  connected: '{name} is connected.',
  saved: 'Your {name} details are saved.',
  disconnectQuestion: 'Disconnect {name}? Integrations that use it will stop.',
  disconnecting: 'Disconnecting {name}…',
  ownWindow: 'Sign-in happens at {name}, in its own window.',
  connect: 'Connect {name}',
  connectShort: 'Connect',
  manage: 'Manage',
  close: 'Close',
  saveChanges: 'Save changes',
  reconnect: 'Reconnect',
  disconnect: 'Disconnect',
  keep: 'Keep it',
  cancel: 'Cancel',
  showWindow: 'Show the window',
  openAgain: 'Open the window again',
  openLink: 'Open the {name} sign-in',
  continueHere: 'Continue in this tab',
  tryAgain: 'Try again',
  tryNow: 'Try now',
  checkAgain: 'Check again',
  reload: 'Reload',
  back: 'Back',
  key: 'API key',
  username: 'User name',
  password: 'Password',
  optional: '(optional)',
  choose: 'Choose…',
  otherValue: 'Another value…',
  otherValueOf: 'Another value for {field}',
  notSet: 'Not set',
  yes: 'Yes',
  no: 'No',
  moreOptions: 'More options',
  show: 'Show {field}',
  hide: 'Hide {field}',
  savedValue: 'Saved. Leave empty to keep it.',
  documentation: 'Where do I find this?',
  trimmed: 'Spaces around it were left out.',
  sentAs: 'We will use {value}.',
  required: 'Enter {field}.',
  requiredChoice: 'Choose {field}.',
  colonInUsername: 'A user name cannot contain a colon.',
  notInteger: '{field} must be a whole number, such as 30.',
  notNumber: '{field} must be a number, such as 1.5.',
  notListed: 'Choose {field} from the list.',
  unknownField: 'This page is out of date. Reload it and try again.',
  problems: { one: 'Check this field and try again.', other: 'Check these {count} fields and try again.' },
  failed: 'Something went wrong, and {name} was not connected.',
  'failed-cancelled': 'You closed the window before {name} was connected.',
  'failed-stopped': 'Stopped before {name} was connected.',
  'failed-came-back': 'You came back before {name} was connected.',
  'failed-still-connected': 'Stopped. {name} is still connected.',
  'failed-popup-blocked': 'Your browser kept the window closed. Allow this page to open windows, then try again.',
  'failed-denied': '{name} did not give access. Try again and choose Allow.',
  'failed-not-authenticated': '{name} did not give access. Try again and choose Allow.',
  'failed-timed-out': 'This took too long, so we stopped waiting.',
  'failed-superseded': 'Another sign-in was started, so this one was stopped.',
  'failed-credentials-rejected': '{name} did not accept these details. Check them and try again.',
  rejectedKey: '{name} did not accept this key. Check it and try again.',
  rejectedPassword: '{name} did not accept this user name and password. Check them and try again.',
  rejectedLost: 'What was saved before was removed too, so {name} is no longer connected.',
  'failed-not-signed-in': 'You have been signed out here. Reload the page and sign in again.',
  'failed-forbidden': 'You do not have permission to connect {name} here.',
  'failed-offline': 'You seem to be offline. We will try again when you are back.',
  'failed-unverifiable': 'We could not check whether {name} is connected.',
  'failed-unseen': 'We could not see whether {name} was connected again. It is connected, as it was before.',
  'failed-rate-limited': '{name} is busy at the moment. Wait a little, then try again.',
  'failed-rate-limited-wait': '{name} is busy at the moment. Try again {when}.',
  'failed-final': '{name} cannot be connected here yet.',
};

/** The same sentences where nobody told the connector's name. */
export const unnamedEnglish = {
  loading: 'Loading…',
  readyWindow: 'Connect your account. You will sign in in a new window.',
  readyFields: 'Connect your account.',
  readyHere: 'Connect your account. You will sign in, then come back here.',
  readyBrief: 'Connect your account. A window will open for a moment.',
  saving: 'Checking…',
  savingLong: 'Still checking. This is taking longer than usual.',
  open: 'Finish signing in in the window that opened.',
  unsure: 'Still signing in? Finish in the other window, then come back here.',
  behind: 'The other window is still open. Finish signing in there.',
  gone: 'If you closed the other window, open it again.',
  leaving: 'Taking you to the sign-in…',
  returned: 'You are back. Checking…',
  confirming: 'Almost there. Checking…',
  connected: 'Your account is connected.',
  saved: 'Your details are saved.',
  disconnectQuestion: 'Disconnect your account? Integrations that use it will stop.',
  disconnecting: 'Disconnecting…',
  ownWindow: 'Sign-in happens in its own window.',
  connect: 'Connect',
  openLink: 'Open the sign-in',
  failed: 'Something went wrong, and your account was not connected.',
  'failed-cancelled': 'You closed the window before your account was connected.',
  'failed-stopped': 'Stopped before your account was connected.',
  'failed-came-back': 'You came back before your account was connected.',
  'failed-still-connected': 'Stopped. Your account is still connected.',
  'failed-denied': 'Access was not given. Try again and choose Allow.',
  'failed-not-authenticated': 'Access was not given. Try again and choose Allow.',
  'failed-credentials-rejected': 'These details were not accepted. Check them and try again.',
  rejectedKey: 'This key was not accepted. Check it and try again.',
  rejectedPassword: 'This user name and password were not accepted. Check them and try again.',
  rejectedLost: 'What was saved before was removed too, so your account is no longer connected.',
  'failed-forbidden': 'You do not have permission to connect an account here.',
  'failed-unverifiable': 'We could not check whether your account is connected.',
  'failed-unseen': 'We could not see whether your account was connected again. It is connected, as it was before.',
  'failed-rate-limited': 'The service is busy at the moment. Wait a little, then try again.',
  'failed-rate-limited-wait': 'The service is busy at the moment. Try again {when}.',
  'failed-final': 'This account cannot be connected here yet.',
} satisfies Partial<Messages>;

/** One whole language. It holds sentences alone and imports nothing, so that the same file serves bundlers and script tags. */
export interface Locale extends Messages {
  /** For use where nobody told the connector's name. */
  unnamed: Pick<Messages, keyof typeof unnamedEnglish>;
  /** Default: left to right. */
  direction?: 'rtl';
}
