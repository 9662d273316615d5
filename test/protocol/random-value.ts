/** What is read of a zod schema to make values for it. */
export interface ZodSchema {
  _zod: { def: unknown };
}

interface Definition {
  type: string;
  shape?: Record<string, ZodSchema>;
  element?: ZodSchema;
  valueType?: ZodSchema;
  innerType?: ZodSchema;
  options?: readonly ZodSchema[];
  entries?: Record<string, string>;
  values?: readonly unknown[];
}

/** A number from 0 to below 1, the same series for the same seed. */
export const createRandom = (seed: number) => (): number => {
  seed = (seed + 0x6d2b79f5) | 0;
  let mixed = Math.imul(seed ^ (seed >>> 15), seed | 1);
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
};

/** Makes a value that a schema accepts, but for a share of `faults` (0 to 1) of its members: wrong, missing or added. */
export const createValueMaker = (random: () => number) => {
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)]!;
  const strays = ['', 'x', '0', 'null', 0, -1, 1.5, true, false, null, [], {}, [null], { id: '1' }, { length: 1 }, { error: {} }];
  const names = ['a', 'Zusatz', '0', '__proto__', 'constructor', 'toString', 'id', 'error', ''];

  const put = (target: object, key: string, value: unknown): void => {
    Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });
  };

  const makeObject = (shape: Record<string, ZodSchema>, faults: number): unknown => {
    const made = {};
    for (const [key, member] of Object.entries(shape)) if (random() >= faults) put(made, key, makeValue(member, faults));
    if (random() < faults * 4) put(made, pick(names), pick(strays));
    return made;
  };

  const makeRecord = (member: ZodSchema, faults: number): unknown => {
    const made = {};
    for (let count = Math.floor(random() * 3); count > 0; count -= 1) put(made, pick(names), makeValue(member, faults));
    return made;
  };

  const makeValue = (schema: ZodSchema, faults: number): unknown => {
    if (random() < faults) return pick(strays);
    const definition = schema._zod.def as Definition;
    const { type, shape, element, valueType, innerType, options, entries, values } = definition;
    switch (type) {
      case 'string':
        return pick(['', 'Capsule', '1234', 'null', 'Zoë 🙂']);
      case 'number':
        return pick([0, 1, -2.5, 1e21]);
      case 'boolean':
        return random() < 0.5;
      case 'unknown':
        return pick(strays);
      case 'literal':
        return pick(values!);
      case 'enum':
        return pick(Object.values(entries!));
      case 'array':
        return Array.from({ length: Math.floor(random() * 3) }, () => makeValue(element!, faults));
      case 'object':
        return makeObject(shape!, faults);
      case 'record':
        return makeRecord(valueType!, faults);
      case 'union':
        return makeValue(pick(options!), faults);
      case 'optional':
        return random() < 0.3 ? undefined : makeValue(innerType!, faults);
      case 'nullable':
        return random() < 0.3 ? null : makeValue(innerType!, faults);
      default:
        throw new Error(`There is no maker for "${type}": add one, and the function to src/protocol/shapes.ts.`);
    }
  };
  return makeValue;
};
