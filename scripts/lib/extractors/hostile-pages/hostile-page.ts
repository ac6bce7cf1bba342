import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as v from 'valibot'
import { findingCodes, type FindingCode } from '../../../../contract-tests/engine/finding.ts'
import { parseCheckedYaml } from '../../checked-yaml.ts'
import { listFiles } from '../../list-files.ts'
import { projectRoot } from '../../run-command.ts'
import { isYamlFile, parseYaml } from '../../yaml-file.ts'

const FOLDER = join(projectRoot, 'scripts/lib/extractors/hostile-pages')

/** A text, or parts of which some are repeated, with `{n}` for the number of the time. */
const textSchema = v.union([
  v.string(),
  v.array(v.union([v.string(), v.strictObject({ repeat: v.string(), times: v.number() })])),
])

const codes = Object.keys(findingCodes) as FindingCode[]

const caseSchema = v.strictObject({
  title: v.string(),
  /** The page; where it is not given, base-page.txt. */
  page: v.optional(textSchema),
  edits: v.optional(v.array(v.strictObject({ replace: v.string(), with: textSchema })), []),
  /** The document ends at this text. */
  until: v.optional(v.string()),
  /** The document is written as JSON. */
  json: v.optional(v.boolean(), false),
  lineEnds: v.optional(v.string(), '\n'),
  /** Bytes in the place of a text. */
  bytes: v.optional(v.strictObject({ at: v.string(), hex: v.string() })),
  /** The size of the file, of which nothing is stored. */
  size: v.optional(v.number()),
  /** The models that the catalogue has to know. */
  models: v.optional(v.array(v.string()), ['heron-1']),
  expected: v.union([
    v.literal('accepted'),
    v.strictObject({
      /** Of a finding; of what stops the generator there is none. */
      code: v.optional(v.picklist(codes)),
      /** Where the document says it, for what stops the generator. */
      pointer: v.optional(v.string()),
      /** How the line begins that the finding names, but for its indent. */
      at: v.optional(v.string()),
      /** Its number, where it has no beginning of its own. */
      line: v.optional(v.number(), 1),
      says: v.string(),
    }),
  ]),
})

/** One page, and what becomes of it. */
export interface HostilePage extends Pick<v.InferOutput<typeof caseSchema>, 'title' | 'models' | 'size' | 'expected'> {
  name: string
  bytes: Buffer
  /** The line that the finding has to name. */
  line: number
}

/** Reads and builds every page of this folder. */
export async function readHostilePages(): Promise<HostilePage[]> {
  const base = await readFile(join(FOLDER, 'base-page.txt'), 'utf8')
  const files = (await listFiles(FOLDER)).filter((file) => file.endsWith('.yaml'))
  return await Promise.all(
    files.map(async (file) => {
      const { output } = parseCheckedYaml(file, await readFile(join(FOLDER, file), 'utf8'), caseSchema)
      const { page = base, edits, title, models, size, expected } = output
      const edited = edits.reduce((text, edit) => replaceOnce(text, edit.replace, build(edit.with)), build(page))
      const text = shape(edited, output)
      const line = expected === 'accepted' ? 1 : findLine(text, expected)
      return {
        name: file.replace(/\.yaml$/, ''),
        title,
        models,
        size,
        expected,
        line,
        bytes: encode(text, output.bytes),
      }
    }),
  )
}

function findLine(text: string, { at, line }: { at?: string | undefined; line: number }): number {
  return at === undefined ? line : text.split('\n').findIndex((one) => one.trimStart().startsWith(at)) + 1
}

function build(text: v.InferOutput<typeof textSchema>): string {
  if (typeof text === 'string') return text
  return text
    .map((part) => {
      if (typeof part === 'string') return part
      return Array.from({ length: part.times }, (_, index) => part.repeat.replace('{n}', String(index))).join('')
    })
    .join('')
}

function shape(text: string, { until, json, lineEnds }: v.InferOutput<typeof caseSchema>): string {
  const cut = until === undefined ? text : text.slice(0, text.indexOf(`\n${until}`) + 1) + '````\n'
  const [start = '', document = '', end = ''] = cut.split(/(?<=````yaml.*\n)|(?=````\n)/)
  return (json ? start + toJson(document) + end : cut).replaceAll('\n', lineEnds)
}

function toJson(document: string): string {
  const yaml = parseYaml(document)
  if (!isYamlFile(yaml)) throw new Error(yaml.message)
  return `${JSON.stringify(yaml.value, null, 2)}\n`
}

function encode(text: string, bytes: { at: string; hex: string } | undefined): Buffer {
  if (!bytes) return Buffer.from(text)
  const [before, after] = splitOnce(text, bytes.at)
  return Buffer.concat([Buffer.from(before), Buffer.from(bytes.hex.replaceAll(' ', ''), 'hex'), Buffer.from(after)])
}

function replaceOnce(text: string, part: string, replacement: string): string {
  return splitOnce(text, part).join(replacement)
}

function splitOnce(text: string, part: string): [string, string] {
  const start = text.indexOf(part)
  if (start < 0) throw new Error(`the page does not hold ${JSON.stringify(part)}`)
  return [text.slice(0, start), text.slice(start + part.length)]
}
