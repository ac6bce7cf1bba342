import type { Finding } from './finding.ts'

/** Counts the checks of one target. */
export interface Recorder {
  /** Counts checks that hold. */
  pass: (count?: number) => void
  /** Keeps the finding of a check that does not hold. */
  fail: (finding: Finding) => void
  /** Counts a check that holds; where it does not, keeps its finding. Gives back whether it holds. */
  check: (holds: boolean, describe: () => Finding) => boolean
  passed: () => number
  findings: () => Finding[]
}

/** Starts at nothing. `complete` adds to each finding what its check does not know. */
export function createRecorder(complete: (finding: Finding) => Finding): Recorder {
  let passed = 0
  const findings: Finding[] = []
  const pass = (count = 1): void => {
    passed += count
  }
  const fail = (finding: Finding): void => {
    findings.push(complete(finding))
  }
  return {
    pass,
    fail,
    check: (holds, describe) => {
      if (holds) pass()
      else fail(describe())
      return holds
    },
    passed: () => passed,
    findings: () => findings,
  }
}
