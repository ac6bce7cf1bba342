/**
 * Ceilings of what is derived from a schema. A document may ask for sizes that no request has: what is over them has no
 * sample, and its constraint no case.
 */
export const limits = {
  /** Items of an array, and keys of an object that are asked for by number. */
  items: 200,
  /** Items of an array that has to hold so many. */
  leastItems: 5_000,
  /** Characters of a text. */
  length: 100_000,
  /** So often within itself a schema is filled; below, its arrays are empty, and its objects hold what they must. */
  nesting: 2,
  /** Samples of one place; of more, so many are taken at even distances. */
  samples: 100,
  /** Ways to choose one branch of each of several groups. Beyond, each branch is chosen at least once. */
  choices: 32,
  /** Cases of one constraint, which a schema that contains itself meets again at every depth. */
  casesOfConstraint: 12,
}

/** The distance from a number's bound to the next value that is tried. */
export const STEP = 0.001
