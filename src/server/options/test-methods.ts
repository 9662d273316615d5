import * as z from 'zod/mini';
import { chooseSchema, functionOf, optionsObject, recordOf } from '../option-schemas.ts';

/** A method of the connector that Cyclr calls with the stored credential. */
export interface TestMethod {
  /** The method's GUID, from the connector's definition at Cyclr. */
  method: string;
  /**
   * Whether Cyclr's answer to the call means that the third party refused the credential. `body`: the answer's JSON, or its
   * text where it is not JSON. Only `true` refuses; throwing proves nothing. Without it no answer refuses.
   */
  isRefusal?: (answer: { status: number; body: unknown }) => boolean | Promise<boolean>;
}

const notGuid = "must be a method's GUID, such as 6f9619ff-8b86-4d01-b42d-00cf4fc964ff";

/** Cyclr answers 404 or 400 to an unknown method, at every save: a mistyped id is found at start instead. */
const guid = z.string({ error: notGuid }).check(z.regex(/^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i, { error: notGuid }));

const longForm = optionsObject({ method: guid, isRefusal: z.optional(functionOf<NonNullable<TestMethod['isRefusal']>>()) });
const shortForm = z.pipe(
  guid,
  z.transform((method): TestMethod => ({ method })),
);

/** The option `testMethods`. */
export const testMethodsSchema = recordOf(
  chooseSchema<TestMethod>((given) => (typeof given === 'object' && given !== null ? longForm : shortForm)),
);
