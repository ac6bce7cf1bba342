import * as v from 'valibot'
import { parseCheckedYaml } from './checked-yaml.ts'
import { InputError } from './input-error.ts'

/** Where `npm run mutation` leaves its report: https://github.com/stryker-mutator/mutation-testing-elements. */
export const MUTATION_REPORT_FILE = 'reports/mutation/mutation.json'
/** The hand-kept list of mutants that somebody has looked at and let live. */
export const CODE_SURVIVORS_FILE = 'contract-tests/drift/code-survivors.yaml'

const positionSchema = v.object({ line: v.number(), column: v.number() })
const mutantSchema = v.object({
  mutatorName: v.string(),
  replacement: v.optional(v.string(), ''),
  status: v.string(),
  location: v.object({ start: positionSchema, end: positionSchema }),
})
const fileSchema = v.object({ source: v.string(), mutants: v.array(mutantSchema) })
const reportSchema = v.pipe(v.string(), v.parseJson(), v.object({ files: v.record(v.string(), fileSchema) }))

type Mutant = v.InferOutput<typeof mutantSchema>
type MutatedFile = v.InferOutput<typeof fileSchema>

const placeSchema = v.strictObject({
  file: v.string(),
  /** The line on which the mutant begins. Its text instead of its number, which every edit above it would move. */
  source: v.string(),
  mutator: v.string(),
  /** What was replaced, and by what: the beginning of it, on one line. */
  original: v.string(),
  replacement: v.string(),
})
const entrySchema = v.strictObject({
  reason: v.pipe(v.string('every entry needs its reason'), v.nonEmpty()),
  /** Whether no test can tell the mutant from the code, as opposed to one that is not worth its test. */
  equivalent: v.boolean(),
  places: v.pipe(v.array(placeSchema), v.nonEmpty()),
})

type Place = v.InferOutput<typeof placeSchema>

/** Some of the mutants, by what became of them. Those that would not even load are in neither number. */
interface Tally {
  /** Mutants with which a test failed or never ended. */
  killed: number
  total: number
  /** `killed` out of `total`, from 0 to 1; 1 where there was nothing to kill. */
  share: number
}

/** A mutant that no test noticed. */
interface Survivor extends Place {
  line: number
  /** Why it may live; undefined where nobody has looked at it. */
  reason: string | undefined
  isEquivalent: boolean
}

/** How many faults of the code the tests notice, and what is known of the others. */
export interface MutationReport extends Tally {
  byFile: ({ file: string } & Tally)[]
  survivors: Survivor[]
  /** How many survivors have no reason. */
  unexplained: number
  /** Listed places where no mutant survives any more, and where in the list they stand. */
  stale: (Place & { line: number })[]
}

/**
 * Adds up a report (JSON) and looks each survivor up in the reviewed list (YAML). A place explains one survivor at most,
 * so a second one with the same text is unexplained until it is listed too.
 */
export function summarizeMutations(reportText: string, reviewedText: string): MutationReport {
  const report = v.safeParse(reportSchema, reportText)
  if (!report.success) throw new InputError(report.issues[0].message, { file: MUTATION_REPORT_FILE })
  const { output: entries, lineOf } = parseCheckedYaml(CODE_SURVIVORS_FILE, reviewedText, v.array(entrySchema))
  const named = Object.entries(report.output.files).sort(([one], [other]) => (one < other ? -1 : 1))

  const unused = entries.flatMap((entry, at) => {
    return entry.places.map((place, index) => ({ entry, place, line: lineOf([at, 'places', index]) }))
  })
  const survivors = named
    .flatMap(([file, mutated]) => findSurvivors(file, mutated))
    .map((found): Survivor => {
      const index = unused.findIndex(({ place }) => isSamePlace(place, found))
      const entry = index < 0 ? undefined : unused.splice(index, 1)[0]?.entry
      return { ...found, reason: entry?.reason, isEquivalent: entry?.equivalent ?? false }
    })
  return {
    ...tally(named.flatMap(([, { mutants }]) => mutants)),
    byFile: named.map(([file, { mutants }]) => ({ file, ...tally(mutants) })),
    survivors,
    unexplained: survivors.filter(({ reason }) => reason === undefined).length,
    stale: unused.map(({ place, line }) => ({ ...place, line })),
  }
}

function findSurvivors(file: string, { source, mutants }: MutatedFile): Omit<Survivor, 'reason' | 'isEquivalent'>[] {
  const lines = source.split('\n')
  const survivors = mutants.filter(isSurvivor).map(({ mutatorName, replacement, location: { start, end } }) => {
    const touched = lines.slice(start.line - 1, end.line)
    const [first = ''] = touched
    // From the end: both columns may be those of one line.
    touched.push((touched.pop() ?? '').slice(0, end.column - 1))
    touched[0] = (touched[0] ?? '').slice(start.column - 1)
    const texts = { original: excerpt(touched.join('\n')), replacement: excerpt(replacement) }
    return { file, line: start.line, source: first.trim(), mutator: mutatorName, ...texts }
  })
  return survivors.sort((one, other) => one.line - other.line)
}

function isSurvivor({ status }: Mutant): boolean {
  return status === 'Survived' || status === 'NoCoverage'
}

function isSamePlace(one: Place, other: Place): boolean {
  return (['file', 'source', 'mutator', 'original', 'replacement'] as const).every((key) => one[key] === other[key])
}

function tally(mutants: readonly Mutant[]): Tally {
  const killed = mutants.filter(({ status }) => status === 'Killed' || status === 'Timeout').length
  const total = killed + mutants.filter(isSurvivor).length
  return { killed, total, share: total === 0 ? 1 : killed / total }
}

/** The beginning of a text, on one line. */
function excerpt(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim()
  return line.length > 100 ? `${line.slice(0, 100)}…` : line
}
