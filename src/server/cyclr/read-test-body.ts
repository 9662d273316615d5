import { readJsonOrText } from './parse-json.ts';
import type { UpstreamAnswer } from './upstream.ts';

const hasOwn = (value: unknown, name: string): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, name);

const statusNames = ['StatusCode', 'statusCode', 'Status', 'status', 'HttpStatusCode', 'httpStatusCode'];

/** A status of the third party's answer that means a refusal, if Cyclr passes it on beside a 200 of its own. */
const saysNoByStatus = (body: unknown): boolean =>
  statusNames.some((name) => {
    const status = hasOwn(body, name) ? body[name] : undefined;
    return (typeof status === 'number' || (typeof status === 'string' && status.trim() !== '')) && Number(status) >= 400;
  });

/**
 * The body of Cyclr's answer to a test call, whose shape is not documented. `isOk` is false for what cannot be the answer
 * of a call that worked: nothing at all, a page of HTML, an own `Success` that is false, and an own status from 400 on.
 * The data of the third party inside is not read: a `success` of its own means something else.
 */
export const readTestBody = ({ text, headers }: Pick<UpstreamAnswer, 'text' | 'headers'>): { body: unknown; isOk: boolean } => {
  const body = readJsonOrText(text);
  const isPage = /^text\/html\b/i.test(headers.get('content-type') ?? '') || (typeof body === 'string' && /^\s*<!doctype html/i.test(body));
  const saysNo = (hasOwn(body, 'Success') && body['Success'] === false) || (hasOwn(body, 'success') && body['success'] === false);
  return { body, isOk: text.trim() !== '' && !isPage && !saysNo && !saysNoByStatus(body) };
};
