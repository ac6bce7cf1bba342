import { Listr, type ListrTask } from 'listr2'
import type { Finding } from '../../contract-tests/engine/finding.ts'
import type { ContractOptions, ContractResult } from '../../contract-tests/engine/run-contract.ts'
import { compareGenerated, GENERATED_FOLDER } from './compare-generated.ts'
import { ClientLoadError } from './client-load-error.ts'
import { runContractStage } from './contract-stage.ts'
import { makeEffectiveSpecs, type EffectiveSpec } from './effective-specs.ts'
import { generateClients } from './generate-clients.ts'
import { readLock } from './lock.ts'
import { OVERLAYS_FOLDER } from './overlays.ts'
import { readSources } from './sources.ts'
import { verifySpecs, type VerifiedSpec } from './verify-specs.ts'
import { verifyWitnesses } from './witness/verify-witnesses.ts'

/** What the stages hand on to each other, and what they found. */
export interface MainJobState {
  verified: VerifiedSpec[]
  effective: EffectiveSpec[]
  results: ContractResult[]
  findings: Finding[]
}

/** Before the first stage. A caller that keeps it has the findings of a job that could not go on. */
export function createMainJobState(): MainJobState {
  return { verified: [], effective: [], results: [], findings: [] }
}

/**
 * Holds pages, specs, overlays, generated code, client and mock against each other, and shows how far it is.
 * Every stage runs, whatever an earlier one found. Writes nothing but a temporary folder that it removes.
 */
export async function runMainJob(root: string, state: MainJobState = createMainJobState()): Promise<MainJobState> {
  const sources = await readSources(root)
  const lock = await readLock(root)
  await new Listr<MainJobState>(
    [
      stage('pages and specs are as locked, and say the same', async () => {
        const { specs, findings } = await verifySpecs(root, sources.specs, lock)
        state.verified = specs
        const pages = sources.specs.length + sources.witnesses.length
        return { findings, count: `${String(pages)} pages, ${String(specs.length)} specs` }
      }),
      stage('witnesses agree with the specs', async () => {
        const { facts, findings } = await verifyWitnesses(root, sources.witnesses, state.verified, lock)
        return { findings, count: `${String(facts)} facts` }
      }),
      stage('every overlay action repairs something', async () => {
        const { specs, findings } = await makeEffectiveSpecs(root, state.verified)
        state.effective = specs
        return { findings, count: `${String(specs.length)} effective specs` }
      }),
      stage('generated/ is what the specs generate', async () => {
        const { files, findings } = await generateClients(state.effective)
        const differences = await compareGenerated(root, files)
        const own = differences.filter((difference) => !isConsequence(difference, state))
        return { findings: [...findings, ...own], count: `${String(files.size)} files` }
      }),
      stage('the client and the mock keep the contract', async (report) => {
        const onProgress: ContractOptions['onProgress'] = ({ model }, done, total) => {
          // Where the output is no terminal, each report is a line of its own.
          if (process.stdout.isTTY || done === total) report(`${model}: ${String(done)} of ${String(total)}`)
        }
        const results = await runContractStage(state.effective, { onProgress }).catch(toFinding)
        if ('code' in results) return { findings: [results], count: 'nothing checked' }
        state.results = results
        const passed = state.results.reduce((sum, result) => sum + result.passed, 0)
        return { findings: state.results.flatMap(({ findings }) => findings), count: `${String(passed)} checks passed` }
      }),
    ],
    { ctx: state, rendererOptions: { collapseSubtasks: false }, fallbackRendererOptions: { timestamp: undefined } },
  ).run()
  return state
}

/** What a spec generates differs where an overlay of it does nothing any more: that is one finding, the overlay's. */
function isConsequence({ file = '' }: Finding, { effective, findings }: MainJobState): boolean {
  const overlays = findings.filter(({ code }) => code === 'DC201' || code === 'DC202').map((finding) => finding.file)
  return effective.some(({ source }) => {
    const isOverlaid = source.overlays.some((name) => overlays.includes(`${OVERLAYS_FOLDER}/${name}.yaml`))
    return isOverlaid && file.startsWith(`${GENERATED_FOLDER}/${source.id}/`)
  })
}

function toFinding(error: unknown): Finding {
  if (!(error instanceof ClientLoadError)) throw error
  return { code: 'DC305', side: 'generated', file: `${GENERATED_FOLDER}/`, message: error.message }
}

/** A stage tells what it found and how much it looked at; its title says both in the end. */
function stage(
  title: string,
  run: (report: (progress: string) => void) => Promise<{ findings: Finding[]; count: string }>,
): ListrTask<MainJobState> {
  return {
    title,
    task: async (state, task) => {
      const { findings, count } = await run((progress) => {
        task.output = progress
      })
      state.findings.push(...findings)
      task.title = `${title}: ${count}, ${String(findings.length)} findings`
    },
  }
}
