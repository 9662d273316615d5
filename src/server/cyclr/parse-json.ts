import { ConnectError } from '../../protocol/errors.ts';

/**
 * JSON that an answer must hold. The parser's own sentence is dropped: it quotes the text, which may hold a secret.
 *
 * @throws {ConnectError} `invalid-response`
 */
export const parseJson = (text: string, what: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    throw new ConnectError('invalid-response', `${what} was not JSON.`);
  }
};

/** The JSON of an answer that may hold anything; its text where it is not JSON. */
export const readJsonOrText = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
};
