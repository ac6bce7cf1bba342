import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createConfig, lintFromString, type Config } from '@redocly/openapi-core'
import * as v from 'valibot'
import type { Finding } from '../../contract-tests/engine/finding.ts'
import { fromPointer } from '../../contract-tests/engine/json-pointer.ts'
import { parseCheckedYaml } from './checked-yaml.ts'
import type { EffectiveSpec } from './effective-specs.ts'
import { InputError } from './input-error.ts'
import { applyOverlays, readOverlay, type OpenApiDocument } from './overlays.ts'
import { isYamlFile, parseYaml } from './yaml-file.ts'

/** The hand-kept list of what the linter may say of effective specs. */
export const EXCEPTIONS_FILE = 'specs/quality-exceptions.yaml'

const exceptionSchema = v.strictObject({
  rule: v.string(),
  pointer: v.pipe(v.string(), v.startsWith('/', 'must be a JSON pointer')),
  reason: v.pipe(v.string('every exception needs its reason'), v.nonEmpty()),
})

/** A rule that effective specs may break at one place, and why. */
export interface QualityException extends v.InferOutput<typeof exceptionSchema> {
  /** Where it stands in the file. */
  line: number
}

/** What the linter says of a document. */
export interface QualityProblem {
  rule: string
  message: string
  /** JSON pointer into the document. */
  pointer: string
}

/** A problem of a spec as its page states it, and what becomes of it. */
export interface ExplainedProblem extends QualityProblem {
  /** Where the page says it. */
  file: string
  line: number
  /** The overlay without which the problem is there, or the reason why it stays; undefined where it has neither. */
  repairedBy: string | undefined
  acceptedBecause: string | undefined
}

/** Reads specs/quality-exceptions.yaml. */
export async function readQualityExceptions(root: string): Promise<QualityException[]> {
  const text = await readFile(join(root, EXCEPTIONS_FILE), 'utf8').catch(() => '[]')
  const { output, lineOf } = parseCheckedYaml(EXCEPTIONS_FILE, text, v.array(exceptionSchema))
  return output.map((entry, index) => ({ ...entry, line: lineOf([index, 'rule']) }))
}

/** Lints every effective spec: what no exception excuses, and exceptions that excuse nothing. */
export async function findQualityFindings(root: string, specs: readonly EffectiveSpec[]): Promise<Finding[]> {
  const exceptions = await readQualityExceptions(root)
  const used = new Set<QualityException>()
  const findings: Finding[] = []
  for (const { source, document, specText, placeOf } of specs) {
    for (const problem of await lintDocument(document)) {
      const exception = exceptions.find((entry) => excuses(entry, problem))
      if (exception) used.add(exception)
      else {
        const place = placeOf(lineOfPointer(specText, problem.pointer))
        const message = `${problem.rule}: ${problem.message}`
        findings.push({
          code: 'DC205',
          side: 'spec',
          ...place,
          pointer: problem.pointer,
          gateway: source.gateway,
          message,
        })
      }
    }
  }
  const pointless = exceptions.filter((exception) => !used.has(exception))
  return [
    ...findings,
    ...pointless.map(({ rule, line }): Finding => {
      const message = `the exception from ${rule} excuses nothing: delete me`
      return { code: 'DC206', side: 'spec', file: EXCEPTIONS_FILE, line, message }
    }),
  ]
}

/** Lints each spec as its page states it, and finds for each problem the overlay that repairs it. */
export async function explainProblems(root: string, spec: EffectiveSpec): Promise<ExplainedProblem[]> {
  const exceptions = await readQualityExceptions(root)
  const stated = parseYaml(spec.specText)
  if (!isYamlFile(stated)) throw new InputError(stated.message, { file: spec.source.specFile, line: stated.line })
  let document = stated.value as OpenApiDocument
  const problems = await lintDocument(document)
  const repairs = new Map<QualityProblem, string>()
  for (const name of spec.source.overlays) {
    document = (await applyOverlays(document, [await readOverlay(root, name)])).document
    const left = await lintDocument(document)
    for (const problem of problems) {
      const isLeft = left.some(({ rule, pointer }) => rule === problem.rule && pointer === problem.pointer)
      if (!isLeft && !repairs.has(problem)) repairs.set(problem, name)
    }
  }
  return problems.map((problem) => ({
    ...problem,
    file: spec.source.pageFile,
    line: spec.placeOf(lineOfPointer(spec.specText, problem.pointer)).line ?? 1,
    repairedBy: repairs.get(problem),
    acceptedBecause: exceptions.find((entry) => excuses(entry, problem))?.reason,
  }))
}

let recommended: Promise<Config> | undefined

async function lintDocument(document: OpenApiDocument): Promise<QualityProblem[]> {
  recommended ??= createConfig({ extends: ['recommended'] })
  const problems = await lintFromString({ source: JSON.stringify(document), config: await recommended })
  return problems.map(({ ruleId, message, location }) => ({
    rule: ruleId,
    message: message.replaceAll(/\s+/g, ' ').trim(),
    pointer: (location[0]?.pointer ?? '#').slice(1),
  }))
}

function excuses({ rule, pointer }: QualityException, problem: QualityProblem): boolean {
  return rule === problem.rule && pointer === problem.pointer
}

function lineOfPointer(specText: string, pointer: string): number {
  const yaml = parseYaml(specText)
  return isYamlFile(yaml) ? yaml.lineOf(fromPointer(pointer)) : 1
}
