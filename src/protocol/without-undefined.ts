/** The members that have a value: in JSON, and under exact types, a member that is undefined differs from one that is absent. */
export const withoutUndefined = <Members extends object>(
  members: Members,
): { [Name in keyof Members]?: Exclude<Members[Name], undefined> } =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as never;
