// oidc-provider warns at import about every Node release but the newest ones. It runs on the releases this project
// supports, and the warning would be the first thing that somebody who starts the demo reads.
const { warn } = console;
console.warn = () => undefined;
const { Provider } = await import('oidc-provider').finally(() => {
  console.warn = warn;
});

export { Provider };
