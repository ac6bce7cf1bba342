import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import * as v from 'valibot'
import type { OpenApiDocument } from '../overlays.ts'
import { findOasdiff } from './installed-oasdiff.ts'

const run = promisify(execFile)

/** A page may be made to keep a differ busy for ever. */
const TIMEOUT_MILLISECONDS = 30_000
const MAX_OUTPUT_BYTES = 32 * 1024 * 1024

const outputSchema = v.array(
  v.object({
    id: v.string(),
    text: v.string(),
    /** 3 error, 2 warning, 1 info. */
    level: v.picklist([1, 2, 3]),
    operation: v.optional(v.string(), ''),
    path: v.optional(v.string(), ''),
  }),
)

/** One line of `oasdiff changelog`. */
export type OasdiffChange = v.InferOutput<typeof outputSchema>[number]

/** Compares two documents, or says why it could not. */
export type Differ = (before: OpenApiDocument, after: OpenApiDocument) => Promise<OasdiffChange[] | { problem: string }>

/** The differ, or the reason why this machine has none. */
export type LoadedDiffer = { differ: Differ; problem?: undefined } | { differ?: undefined; problem: string }

/** Finds the program, and sees it run. */
export async function loadOasdiff(find: () => Promise<string> = findOasdiff): Promise<LoadedDiffer> {
  try {
    const program = await find()
    await run(program, ['--version'], { timeout: TIMEOUT_MILLISECONDS })
    return { differ: (before, after) => compare(program, before, after) }
  } catch (error) {
    return { problem: reasonOf(error) }
  }
}

async function compare(
  program: string,
  before: OpenApiDocument,
  after: OpenApiDocument,
): Promise<OasdiffChange[] | { problem: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'doubao-client-changes-'))
  try {
    const paths = [join(folder, 'before.json'), join(folder, 'after.json')]
    // It quotes in backticks what a page says, and one in a page's own words would end the quotation.
    const texts = [before, after].map((document) => JSON.stringify(document).replaceAll('`', "'"))
    await Promise.all(texts.map((text, index) => writeFile(paths[index] ?? '', text)))
    // A page chose what these documents refer to.
    const words = ['changelog', ...paths, '--format', 'json', '--allow-external-refs=false']
    const { stdout } = await run(program, words, { timeout: TIMEOUT_MILLISECONDS, maxBuffer: MAX_OUTPUT_BYTES })
    return stdout.trim() === '' ? [] : v.parse(outputSchema, JSON.parse(stdout))
  } catch (error) {
    return { problem: reasonOf(error).replaceAll(folder, '').trim() }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function reasonOf(error: unknown): string {
  const { stderr } = error as { stderr?: unknown }
  const text =
    typeof stderr === 'string' && stderr !== '' ? stderr : error instanceof Error ? error.message : String(error)
  return text.trim().split('\n')[0] ?? ''
}
