import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Listr } from 'listr2'
import { startPrismMock } from '../../../contract-tests/support/prism-mock.ts'
import type { Runtime } from '../../runtimes/runtime.ts'
import { makeConsumerProject } from '../package/consumer-project.ts'
import { packPackage } from '../package/pack-package.ts'
import { projectRoot } from '../run-command.ts'
import { askMock, type ExampleTexts } from './expected-texts.ts'
import { installedRuntimes } from './installed-runtimes.ts'
import { isFailure, runRuntime, type RuntimeResult } from './run-runtime.ts'

/** The spec that the example's model belongs to. */
const DOCUMENT = join(projectRoot, 'generated/anyfast/doubao-seed-evolving/openapi.json')

export interface RunOptions {
  /** Whether runtimes that are missing may be installed. */
  mayInstall: boolean
  /** Where to put the tarball. */
  tarballFolder: string
}

/** Packs the client, starts the mock, and runs the example on one runtime after the other, showing how far it is. */
export async function runEverywhere(runtimes: readonly Runtime[], options: RunOptions): Promise<RuntimeResult[]> {
  await using resources = new AsyncDisposableStack()
  const results: RuntimeResult[] = []
  let folder = ''
  let baseURL = ''
  let expected: ExampleTexts = { json: '', stream: '' }
  const preparations = [
    {
      title: 'the client is packed, and installed in an empty folder',
      task: async () => {
        const { tarball } = await packPackage(options.tarballFolder)
        folder = resources.use(await makeConsumerProject(tarball)).folder
      },
    },
    {
      title: 'the mock answers',
      task: async () => {
        const document = JSON.parse(await readFile(DOCUMENT, 'utf8')) as Record<string, unknown>
        const mock = resources.use(await startPrismMock({ documents: { mock: document }, port: 0 }))
        baseURL = await mock.baseURL('mock')
        expected = await askMock(baseURL)
      },
    },
    {
      title: 'the runtimes are installed',
      enabled: options.mayInstall,
      skip: installedRuntimes.isInstalled,
      exitOnError: false,
      task: installedRuntimes.install,
    },
  ]
  const runs = runtimes.map((runtime) => ({
    title: runtime.id,
    exitOnError: false,
    task: async (_: unknown, task: { skip: (reason: string) => void }) => {
      const result = await runRuntime(runtime, { folder, baseURL, installed: installedRuntimes.path }, expected)
      results.push(result)
      if ('reason' in result) task.skip(`${runtime.id}: ${result.reason}`)
      if (isFailure(result)) throw new Error(`${runtime.id}: the example failed`)
    },
  }))
  await new Listr([...preparations, ...runs], { fallbackRendererOptions: { timestamp: undefined } }).run()
  return results
}
