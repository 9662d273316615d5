import type { UpstreamAnswer } from './upstream.ts';

const readJsonOrText = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
};

const hasOwn = (value: unknown, name: string): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, name);

/**
 * The body of Cyclr's answer to a test call, whose shape is not documented. `isOk` is false for what cannot be the answer
 * of a call that was carried out: a page of HTML, and an own `Success` that is false. The data of the third party inside
 * is not looked at: a `success` of its own means something else.
 */
export const readTestBody = ({ text, headers }: Pick<UpstreamAnswer, 'text' | 'headers'>): { body: unknown; isOk: boolean } => {
  const body = readJsonOrText(text);
  const isPage = /^text\/html\b/i.test(headers.get('content-type') ?? '') || (typeof body === 'string' && /^\s*<!doctype html/i.test(body));
  const saysNo = (hasOwn(body, 'Success') && body['Success'] === false) || (hasOwn(body, 'success') && body['success'] === false);
  return { body, isOk: !isPage && !saysNo };
};
