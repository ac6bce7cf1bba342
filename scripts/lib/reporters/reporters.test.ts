import { expect, it } from 'vitest'
import type { Finding } from '../../../contract-tests/engine/finding.ts'
import { renderFindings } from '../report.ts'
import { renderAnnotations } from './github-annotations.ts'
import { parseReporters } from './index.ts'
import { renderJUnit } from './junit.ts'

const finding: Finding = {
  code: 'DC402',
  side: 'mock',
  message: 'taken: 100 %\n<twice>',
  file: 'specs/pages/one.txt',
  line: 7,
  pointer: '/paths/~1v1',
  gateway: 'anyfast',
  model: 'one',
}
const result = {
  id: 'anyfast/spec',
  gateway: 'anyfast',
  model: 'one',
  passed: 3,
  findings: [finding],
  milliseconds: 20,
}

it('an annotation names the page line, and no text of a page can end it early', () => {
  expect(renderAnnotations([finding])).toEqual([
    '::error file=specs/pages/one.txt,line=7,title=DC402 mock::taken: 100 %25%0A<twice> (/paths/~1v1)',
  ])
})

it('JUnit has a suite for each model, and a failure for each finding', () => {
  const xml = renderJUnit([result], [finding])

  expect(xml).toContain('<testsuite name="anyfast/spec one" tests="2" failures="1"')
  expect(xml).toContain('<testcase classname="anyfast/spec" name="DC402 /paths/~1v1" file="specs/pages/one.txt">')
  expect(xml).toContain('&lt;twice')
})

it('JUnit tells findings that are of no model, too', () => {
  const xml = renderJUnit([result], [{ code: 'DC204', side: 'spec', message: 'no source lists it' }])

  expect(xml).toContain('DC204: no source lists it')
})

it('findings of one code at one place are one line, with their number', () => {
  const lines = renderFindings([finding, { ...finding, message: 'taken again' }, { ...finding, pointer: '/other' }])

  expect(lines.split('\n').filter((line) => line.startsWith('DC402'))).toHaveLength(2)
  expect(lines).toContain('(and 1 more there)')
  expect(lines).toContain('3 findings in 2 places; what moved: mock')
})

it('a reporter that is none is refused', () => {
  expect(() => parseReporters('terminal,xml')).toThrow('There is no reporter xml')
})
