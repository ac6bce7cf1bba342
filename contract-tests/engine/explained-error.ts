/** An error whose message says it all: commands print it and exit with 2. Any other is a defect of ours. */
export class ExplainedError extends Error {}
