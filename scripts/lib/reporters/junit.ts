import junit from 'junit-report-builder'
import type { Finding } from '../../../contract-tests/engine/finding.ts'
import type { ContractResult } from '../../../contract-tests/engine/run-contract.ts'
import { formatFinding } from '../run-command.ts'

/** The package's types are of an ES module; what Node imports of it is the builder itself. */
const builder = junit as unknown as typeof junit.default

/** JUnit XML: a suite for each model, with one case for all checks that held and one for each finding. */
export function renderJUnit(results: readonly ContractResult[], findings: readonly Finding[]): string {
  const report = builder.newBuilder()
  for (const { id, gateway, model, passed, milliseconds } of results) {
    const suite = report.testSuite().name(`${id} ${model}`)
    suite
      .testCase()
      .className(id)
      .name(`${String(passed)} checks`)
      .time(milliseconds / 1000)
    const own = findings.filter((finding) => finding.gateway === gateway && finding.model === model)
    for (const finding of own) addFailure(suite, id, finding)
  }
  const others = findings.filter(({ model }) => !results.some((result) => result.model === model))
  const suite = others.length > 0 ? report.testSuite().name('pages, specs and generated code') : undefined
  for (const finding of others) if (suite) addFailure(suite, 'doubao-client', finding)
  return report.build()
}

type Suite = ReturnType<ReturnType<typeof builder.newBuilder>['testSuite']>

function addFailure(suite: Suite, className: string, finding: Finding): void {
  const { code, pointer = '', file, message } = finding
  const failing = suite.testCase().className(className).name(`${code} ${pointer}`.trim())
  if (file) failing.file(file)
  failing.failure(formatFinding(finding), `${code}: ${message}`)
}
