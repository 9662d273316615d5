/** A user of the partner's product. Each belongs to another customer, and so to another account. */
export interface Person {
  readonly id: 'ada' | 'ben';
  readonly name: string;
  readonly company: string;
  /** The name that the partner gives this person at Cyclr. */
  readonly username: string;
}

export const people: readonly Person[] = [
  { id: 'ada', name: 'Ada Lindqvist', company: 'Harbour Street Flowers', username: 'ada@harbourstreet.example' },
  { id: 'ben', name: 'Ben Okafor', company: 'Northgate Property', username: 'ben@northgate.example' },
];

export const findPerson = (id: unknown): Person | undefined => people.find((person) => person.id === id);
