import { toPointer } from '../../contract-tests/engine/json-pointer.ts'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import type { Finding } from '../../contract-tests/engine/finding.ts'
import { extractSource, isExtractedPage, type ExtractedPage } from './extract-source.ts'
import type { Contradiction } from './extractors/extraction.ts'
import { firstDifference } from './first-difference.ts'
import type { Place } from './input-error.ts'
import { changedProseLine, LOCK_FILE, makeLockEntry, sha256, type Lock, type LockEntry } from './lock.ts'
import { readIfPresent } from './read-at-once.ts'
import type { Source } from './sources.ts'
import { isYamlFile, parseYaml } from './yaml-file.ts'

/** A source with the spec text that the later stages build on. */
export interface VerifiedSpec {
  source: Source
  specText: string
  /** Where the docs say what stands on a line of `specText`: on the page, or in the spec where no page can be read. */
  placeOf: (specLine: number) => Place
  contradictions: Contradiction[]
}

/** What {@link verifySpecs} saw. */
export interface Verification {
  specs: VerifiedSpec[]
  findings: Finding[]
}

/** Holds pages and vendored specs against the lock, and the specs against what their pages state now. */
export function verifySpecs(root: string, sources: readonly Source[], lock: Lock): Promise<Verification> {
  const results = sources.map((source) => verifySource(root, source, lock.specs[source.id]))
  return Promise.resolve({
    specs: results.flatMap(({ specs }) => specs),
    findings: [...results.flatMap(({ findings }) => findings), ...findOrphans(sources, lock)],
  })
}

/** Locked specs that no source lists. */
export function findOrphans(sources: readonly Source[], lock: Lock): Finding[] {
  const listed = new Set(sources.map(({ id }) => id))
  const orphans = Object.keys(lock.specs).filter((id) => !listed.has(id))
  return orphans.map((id) => lockFinding('DC115', `no source lists \`${id}\`; run \`npm run extract\``))
}

/** Holds one page and its spec against the lock. One side moved, one finding: what follows from a change of the page is not reported of the spec as well. */
export function verifySource(root: string, source: Source, entry: LockEntry | undefined): Verification {
  const page = extractSource(root, source)
  const specText = readIfPresent(join(root, source.specFile))?.toString('utf8')
  const findings: Finding[] = []

  const isSpecLocked = specText !== undefined && sha256(specText) === entry?.specSha256
  const isSpecOfPage = isExtractedPage(page) && page.extraction.specText === specText
  if (entry && !isSpecLocked && isSpecOfPage) {
    findings.push(
      lockFinding('DC113', `page and spec of \`${source.id}\` agree, the lock does not; run \`npm run extract\``),
    )
    return { specs: [trust(source, specText, page)], findings }
  }
  if (!entry) findings.push(lockFinding('DC113', `\`${source.id}\` is not locked; run \`npm run extract\``))
  else if (!isExtractedPage(page)) findings.push(page)
  else findings.push(...comparePage(page, entry, isSpecLocked ? specText : undefined))

  if (specText === undefined) {
    findings.push({ code: 'DC114', ...specPlace(source), message: 'the spec is missing; run `npm run extract`' })
  } else if (entry && !isSpecLocked) {
    findings.push(editedSpec(source, specText, isExtractedPage(page) ? page.extraction.specText : undefined))
  }

  const trusted = isSpecLocked || !isExtractedPage(page) ? specText : page.extraction.specText
  if (trusted === undefined) return { specs: [], findings }
  return { specs: [trust(source, trusted, page)], findings }
}

function trust(source: Source, specText: string, page: ExtractedPage | Finding): VerifiedSpec {
  if (!isExtractedPage(page)) {
    return { source, specText, placeOf: (line) => ({ file: source.specFile, line }), contradictions: [] }
  }
  const { pageLineOf, contradictions } = page.extraction
  return { source, specText, placeOf: (line) => ({ file: source.pageFile, line: pageLineOf(line) }), contradictions }
}

function comparePage(page: ExtractedPage, entry: LockEntry, lockedText: string | undefined): Finding[] {
  const { source, extraction } = page
  const current = makeLockEntry(page)
  const place = { side: 'page', file: source.pageFile, gateway: source.gateway } as const
  if (current.pageSha256 === entry.pageSha256) {
    if (isDeepStrictEqual(current, entry)) return []
    return [lockFinding('DC113', `the entry of \`${source.id}\` is not what its page says; run \`npm run extract\``)]
  }
  if (current.specSha256 === entry.specSha256) {
    const message = 'the page changed outside its spec; if that is right, run `npm run update`'
    return [{ code: 'DC110', ...place, line: changedProseLine(current, entry, current.lines), message }]
  }
  const difference = lockedText === undefined ? undefined : firstDifference(lockedText, extraction.specText)
  const line = extraction.pageLineOf(difference?.line ?? 1)
  const pointer = pointerAt(extraction.specText, difference?.line ?? 1)
  const change = difference ? `: ${difference.text}` : ''
  const message = `the page states another spec than the locked one${change}; if that is right, run \`npm run update\``
  return [{ code: 'DC111', ...place, line, pointer, message }]
}

function editedSpec(source: Source, specText: string, pageSpecText: string | undefined): Finding {
  const difference = pageSpecText === undefined ? undefined : firstDifference(pageSpecText, specText)
  const change = difference ? `: ${difference.text}` : ''
  return {
    code: 'DC112',
    ...specPlace(source),
    line: difference?.line ?? 1,
    pointer: pointerAt(specText, difference?.line ?? 1),
    message: `not what was read from the page${change}; repairs belong in specs/overlays/`,
  }
}

function pointerAt(specText: string, line: number): string | undefined {
  const yaml = parseYaml(specText)
  return isYamlFile(yaml) ? toPointer(yaml.pathAt(line)) : undefined
}

function specPlace(source: Source) {
  return { side: 'spec', file: source.specFile, gateway: source.gateway } as const
}

function lockFinding(code: 'DC113' | 'DC115', message: string): Finding {
  return { code, side: 'spec', file: LOCK_FILE, message }
}
