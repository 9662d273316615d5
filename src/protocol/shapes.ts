/*
 * Takes the place of `zod/mini` in browser builds (vite.config.ts), for its size. It has the functions of zod that the
 * schemas a browser loads use, under zod's names. For any JSON value the verdict, the data and the path of the first
 * problem are zod's: test/protocol/shapes.test.ts compares the two. A problem says where it is, and nothing else.
 */

type Result = { data: unknown; path?: undefined } | { path: PropertyKey[] };

export interface Shape {
  read: (value: unknown) => Result;
  safeParse: (value: unknown) => { success: true; data: unknown } | { success: false; error: { issues: { path: PropertyKey[] }[] } };
}

const mismatch: Result = { path: [] };

/* @__NO_SIDE_EFFECTS__ */
const createShape = (read: Shape['read']): Shape => ({
  read,
  safeParse: (value) => {
    const result = read(value);
    return result.path ? { success: false, error: { issues: [{ path: result.path }] } } : { success: true, data: result.data };
  },
});

/* @__NO_SIDE_EFFECTS__ */
const createTest = (matches: (value: unknown) => boolean): Shape => createShape((value) => (matches(value) ? { data: value } : mismatch));

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Reads the members into `data`. A member that is missing is read as undefined, and stays missing if that matches. */
const readMembers = (source: object, members: Iterable<[PropertyKey, Shape]>, data: object): Result => {
  for (const [key, member] of members) {
    const has = Object.hasOwn(source, key);
    const result = member.read(has ? Reflect.get(source, key) : undefined);
    if (result.path) return { path: [key, ...result.path] };
    if (has) Reflect.set(data, key, result.data);
  }
  return { data };
};

/* @__NO_SIDE_EFFECTS__ */
export const string = (): Shape => createTest((value) => typeof value === 'string');

/* @__NO_SIDE_EFFECTS__ */
export const boolean = (): Shape => createTest((value) => typeof value === 'boolean');

/* @__NO_SIDE_EFFECTS__ */
export const number = (): Shape => createTest(Number.isFinite);

/* @__NO_SIDE_EFFECTS__ */
export const unknown = (): Shape => createTest(() => true);

/* @__NO_SIDE_EFFECTS__ */
export const literal = (wanted: unknown): Shape => createTest((value) => value === wanted);

/* @__NO_SIDE_EFFECTS__ */
const oneOf = (values: readonly unknown[]): Shape => createTest((value) => values.includes(value));
export { oneOf as enum };

/* @__NO_SIDE_EFFECTS__ */
export const optional = (inner: Shape): Shape => createShape((value) => (value === undefined ? { data: value } : inner.read(value)));

/* @__NO_SIDE_EFFECTS__ */
export const nullish = (inner: Shape): Shape =>
  createShape((value) => (value === null || value === undefined ? { data: value } : inner.read(value)));

/* @__NO_SIDE_EFFECTS__ */
export const array = (item: Shape): Shape =>
  createShape((value) =>
    Array.isArray(value)
      ? readMembers(
          value,
          Array.from(value, (_, index) => [index, item]),
          [],
        )
      : mismatch,
  );

/** Members that are not named are left out. */
/* @__NO_SIDE_EFFECTS__ */
export const object = (members: Record<string, Shape>): Shape =>
  createShape((value) => (isRecord(value) ? readMembers(value, Object.entries(members), {}) : mismatch));

/** `__proto__` is left out: it would become the prototype. */
/* @__NO_SIDE_EFFECTS__ */
export const record = (_key: Shape, member: Shape): Shape =>
  createShape((value) => {
    if (!isRecord(value)) return mismatch;
    const keys = Object.keys(value).filter((key) => key !== '__proto__');
    return readMembers(
      value,
      keys.map((key) => [key, member]),
      {},
    );
  });

/** The first that matches. A problem within one of them is a problem of the whole. */
/* @__NO_SIDE_EFFECTS__ */
export const union = (options: readonly Shape[]): Shape =>
  createShape((value) => options.map(({ read }) => read(value)).find(({ path }) => path === undefined) ?? mismatch);
