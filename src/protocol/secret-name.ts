const secretWords =
  /^(?:secrets?|passwords?|passwd|pwd|passcode|passphrase|pin|tokens?|jwt|keys?|credentials?|certificates?|cert|pem|passwort|kennwort|senha|wachtwoord)$/;
const secretParts = /secret|password|passwd|passphrase|privatekey|apikey|accesskey|token/;

/** Whether a field's name or label reads like that of a secret: `ClientSecret`, `API key`, `private_key`, `Passphrase`. */
export const readsLikeSecret = (name: string): boolean => {
  const words = name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\d]+/u);
  return words.some((word) => secretWords.test(word)) || secretParts.test(words.join(''));
};
