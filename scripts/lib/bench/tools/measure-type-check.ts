import { existsSync } from 'node:fs'
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { GENERATED_FOLDER } from '../../compare-generated.ts'
import { projectRoot } from '../../run-command.ts'
import type { Measurement } from '../measurement.ts'
import type { BenchProject } from './bench-project.ts'
import { writeGeneratorInputs } from './generator-inputs.ts'
import { runChild } from './run-child.ts'
import { memoryNote, runRounds, valuesOf, type ToolContestant } from './run-rounds.ts'
import type { ToolsOptions } from './tools-options.ts'

/** How many clients of hey-api are checked beside ours: each has a runtime of its own, so that more take minutes. */
const OTHERS = 100

/** What a user of the package has of generated/: all but the validators, which stay out of it. */
const PARTS = [
  { id: 'type-check', title: 'all of generated/', exclude: [] },
  { id: 'type-check-user', title: 'types and functions, without the validators', exclude: ['**/valibot.gen.ts'] },
]

/** Checking the types of all generated code of a project, by each TypeScript, beside hey-api's own of 100 specs. */
export async function measureTypeCheck(project: BenchProject, options: ToolsOptions): Promise<Measurement[]> {
  const { root, count } = project
  await runChild(['scripts/generate.ts'], root)
  const inputs = join(root, 'inputs-of-others')
  const others = await writeGeneratorInputs(root, inputs, OTHERS)
  const program = join(projectRoot, 'scripts/bench/tools/hey-api.mjs')
  await runChild([program, inputs, join(root, 'hey-api'), 'with-validators'], root)

  const compilers = listCompilers(options.peersFolder)
  const measurements: Measurement[] = []
  for (const { id, title, exclude } of PARTS) {
    const ours = await writeSettings(root, `tsconfig.${id}.json`, [GENERATED_FOLDER], exclude)
    const theirs = await writeSettings(root, `tsconfig.${id}-hey-api.json`, ['hey-api'], exclude)
    const contestants = compilers.flatMap(({ name, path }): ToolContestant[] => [
      { name: `ours, ${name}`, run: () => runChild([path, '-p', ours], root) },
      { name: `hey-api, ${String(others)} specs, ${name}`, run: () => runChild([path, '-p', theirs], root) },
    ])
    const results = await runRounds(contestants, options.rounds, (text) => options.onProgress?.(`${id}: ${text}`))
    measurements.push({
      id,
      title: `checking the types of ${String(count)} specs (${title})`,
      unit: 'ms',
      base: 'ours, TypeScript 5.9',
      values: valuesOf(results, 'wallMs'),
      notes: [memoryNote(results), ...missingNotes(compilers)],
    })
  }
  await rm(join(root, 'hey-api'), { recursive: true, force: true })
  return measurements
}

interface Compiler {
  name: string
  path: string
}

function listCompilers(peersFolder: string): Compiler[] {
  const newer = join(peersFolder, 'node_modules/typescript-7/bin/tsc')
  return [
    { name: 'TypeScript 5.9', path: join(projectRoot, 'node_modules/typescript/bin/tsc') },
    ...(existsSync(newer) ? [{ name: 'TypeScript 7', path: newer }] : []),
  ]
}

function missingNotes(compilers: readonly Compiler[]): string[] {
  if (compilers.length === 1) return ['TypeScript 7 is not installed: npm alias `typescript-7`.']
  return ['TypeScript 7 is no Node program, and the memory that it takes is not measured.']
}

/** The project's own settings; hey-api's imports name no extension, for which a bundler's resolution stands. */
async function writeSettings(root: string, name: string, include: readonly string[], exclude: readonly string[]) {
  const isOurs = include.includes(GENERATED_FOLDER)
  const compilerOptions = isOurs ? {} : { module: 'esnext', moduleResolution: 'bundler' }
  await writeFile(join(root, name), JSON.stringify({ extends: './tsconfig.json', compilerOptions, include, exclude }))
  return name
}
