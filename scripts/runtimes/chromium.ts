import { existsSync } from 'node:fs'
import { buildExample } from '../lib/runtimes/build-example.ts'
import { requireInstalled, versionOf } from '../lib/runtimes/installed-package.ts'
import { servePage } from '../lib/runtimes/serve-page.ts'
import { runProgram } from '../lib/package/run-program.ts'
import type { Runtime } from './runtime.ts'

/** The part of playwright-core that is used here; it is not installed where this file is compiled. */
interface PlaywrightModule {
  chromium: {
    launch: (options: { executablePath: string; args: string[] }) => Promise<{
      newPage: () => Promise<{
        goto: (url: string) => Promise<unknown>
        evaluate: (expression: string) => Promise<unknown>
      }>
      close: () => Promise<void>
    }>
  }
}

/** Where distributions put it; none is downloaded. */
const PROGRAMS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/snap/bin/chromium']

/** It asks for nothing but the page. */
const ARGUMENTS = [
  '--no-first-run',
  '--disable-gpu',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

const findProgram = () => PROGRAMS.find((path) => existsSync(path))

/** A page on loopback that imports the bundled client. */
export const chromium: Runtime = {
  id: 'chromium',
  find: async (installed) => {
    const program = findProgram()
    if (program === undefined) return { reason: 'not installed; on Debian: apt-get install chromium' }
    const driver = await versionOf('playwright-core', installed)
    if ('reason' in driver) return { reason: `its driver: ${driver.reason}` }
    const { output, errorOutput } = await runProgram(program, ['--version'])
    const version = /\d+(\.\d+)+/.exec(output)?.[0]
    return version === undefined ? { reason: `does not start: ${errorOutput}` } : { version }
  },
  run: async ({ folder, baseURL, installed }) => {
    const playwright = requireInstalled('playwright-core', installed) as PlaywrightModule
    await using page = await servePage(await buildExample('page', folder), baseURL)
    const browser = await playwright.chromium.launch({ executablePath: findProgram() ?? '', args: ARGUMENTS })
    try {
      const tab = await browser.newPage()
      await tab.goto(page.url)
      return await tab.evaluate("import('/page.js').then((page) => page.run())")
    } finally {
      await browser.close()
    }
  },
}
