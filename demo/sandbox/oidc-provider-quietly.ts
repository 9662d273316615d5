// oidc-provider warns at import about every Node release but the newest ones. It runs on the releases this project
// supports, and the warning would be the first line that the demo prints.
const { warn } = console;
console.warn = () => undefined;
const { Provider } = await import('oidc-provider').finally(() => {
  console.warn = warn;
});

export { Provider };
