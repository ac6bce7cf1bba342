import type { Finding, FindingCode } from './finding.ts'

/** Counts the checks of one target. */
export interface Recorder {
  /** Counts checks that hold. */
  pass: (count?: number) => void
  /**
   * Keeps the finding of a check that does not hold. Gives back whether that ends what builds on the check: one that is
   * taken out of the suite may not keep the others from their work.
   */
  fail: (finding: Finding) => boolean
  /**
   * Counts a check that holds; where it does not, keeps its finding. Gives back whether what builds on it is to go on:
   * where it holds, and where it is taken out of the suite.
   */
  check: (holds: boolean, describe: () => Finding) => boolean
  passed: () => number
  findings: () => Finding[]
}

/** How a recorder may differ. */
export interface RecorderOptions {
  /** Adds to each finding what its check does not know. */
  complete: (finding: Finding) => Finding
  /** Checks that are taken out of the suite: what they find does not count. */
  without?: ReadonlySet<FindingCode> | undefined
  /** Ends the run at the first finding, with an {@link EnoughFoundError}. */
  isFirstEnough?: boolean | undefined
}

/** One finding was all that was asked for. */
export class EnoughFoundError extends Error {
  override name = 'EnoughFoundError' as const
}

/** Starts at nothing. */
export function createRecorder({ complete, without, isFirstEnough }: RecorderOptions): Recorder {
  let passed = 0
  const findings: Finding[] = []
  const pass = (count = 1): void => {
    passed += count
  }
  const fail = (finding: Finding): boolean => {
    if (without?.has(finding.code)) return false
    findings.push(complete(finding))
    if (isFirstEnough) throw new EnoughFoundError(finding.message)
    return true
  }
  return {
    pass,
    fail,
    check: (holds, describe) => {
      if (!holds) return !fail(describe())
      pass()
      return true
    },
    passed: () => passed,
    findings: () => findings,
  }
}
