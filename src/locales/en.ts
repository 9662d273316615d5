/**
 * Every sentence a person reads, keyed by meaning. `{name}` is the connector's name; `{field}` a field's label. Short,
 * active, without blame or jargon: the person does not know the words OAuth, token or popup and need not learn them.
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
  saving: string;
  open: string;
  unsure: string;
  blocked: string;
  confirming: string;
  connected: string;
  saved: string;
  disconnectQuestion: string;
  disconnecting: string;
  ownWindow: string;
  connect: string;
  saveChanges: string;
  reconnect: string;
  disconnect: string;
  keep: string;
  cancel: string;
  showWindow: string;
  openAgain: string;
  openLink: string;
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
  show: string;
  hide: string;
  savedValue: string;
  documentation: string;
  required: string;
  colonInUsername: string;
  problems: string;
  /** Keys `failed-{code}`; a code without a sentence of its own has that of `failed`. */
  failed: string;
  'failed-cancelled': string;
  /** Cancelled where no window was open. */
  'failed-stopped': string;
  'failed-popup-blocked': string;
  'failed-denied': string;
  'failed-not-authenticated': string;
  'failed-timed-out': string;
  'failed-superseded': string;
  'failed-credentials-rejected': string;
  'failed-not-signed-in': string;
  'failed-forbidden': string;
  'failed-offline': string;
  'failed-unverifiable': string;
  'failed-rate-limited': string;
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
  saving: 'Checking with {name}…',
  open: 'Finish signing in to {name} in the window that opened.',
  unsure: 'Still signing in? Finish in the {name} window, then come back here.',
  blocked: 'Your browser kept the window closed. Open it with this link, then come back.',
  confirming: 'Almost there. Checking with {name}…',
  connected: '{name} is connected.',
  saved: 'Your {name} details are saved.',
  disconnectQuestion: 'Disconnect {name}? Integrations that use it will stop.',
  disconnecting: 'Disconnecting {name}…',
  ownWindow: 'Sign-in happens at {name}, in its own window.',
  connect: 'Connect {name}',
  saveChanges: 'Save changes',
  reconnect: 'Reconnect',
  disconnect: 'Disconnect',
  keep: 'Keep it',
  cancel: 'Cancel',
  showWindow: 'Show the window',
  openAgain: 'Open the window again',
  openLink: 'Open the {name} sign-in',
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
  show: 'Show {field}',
  hide: 'Hide {field}',
  savedValue: 'Saved. Leave empty to keep it.',
  documentation: 'Where do I find this?',
  required: 'Enter {field}.',
  colonInUsername: 'A user name cannot contain a colon.',
  problems: 'Check the marked fields and try again.',
  failed: 'Something went wrong, and {name} was not connected.',
  'failed-cancelled': 'You closed the window before {name} was connected.',
  'failed-stopped': 'Stopped before {name} was connected.',
  'failed-popup-blocked': 'Your browser kept the window closed. Allow this page to open windows, then try again.',
  'failed-denied': '{name} did not give access. Try again and choose Allow.',
  'failed-not-authenticated': '{name} did not give access. Try again and choose Allow.',
  'failed-timed-out': 'This took too long, so we stopped waiting.',
  'failed-superseded': 'Another sign-in was started, so this one was stopped.',
  'failed-credentials-rejected': '{name} did not accept this. Check what you entered and try again.',
  'failed-not-signed-in': 'You have been signed out here. Reload the page and sign in again.',
  'failed-forbidden': 'You do not have permission to connect {name} here.',
  'failed-offline': 'You seem to be offline. We will try again when you are back.',
  'failed-unverifiable': 'We could not check whether {name} is connected.',
  'failed-rate-limited': '{name} is busy at the moment. Wait a little, then try again.',
  'failed-final': '{name} cannot be connected here yet.',
};

/** The same sentences where nobody told the connector's name. */
export const unnamedEnglish: Partial<Messages> = {
  loading: 'Loading…',
  readyWindow: 'Connect your account. You will sign in in a new window.',
  readyFields: 'Connect your account.',
  saving: 'Checking…',
  open: 'Finish signing in in the window that opened.',
  unsure: 'Still signing in? Finish in the other window, then come back here.',
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
  'failed-denied': 'Access was not given. Try again and choose Allow.',
  'failed-not-authenticated': 'Access was not given. Try again and choose Allow.',
  'failed-credentials-rejected': 'This was not accepted. Check what you entered and try again.',
  'failed-forbidden': 'You do not have permission to connect an account here.',
  'failed-unverifiable': 'We could not check whether your account is connected.',
  'failed-rate-limited': 'The service is busy at the moment. Wait a little, then try again.',
  'failed-final': 'This account cannot be connected here yet.',
};
