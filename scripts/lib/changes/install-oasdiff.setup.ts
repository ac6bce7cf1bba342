import { installedOasdiff } from './installed-oasdiff.ts'

/** Before the tests, so that no two of them install it at once; they cope where npm cannot be reached. */
export async function setup(): Promise<void> {
  if (!(await installedOasdiff.isInstalled())) await installedOasdiff.install().catch(() => undefined)
}
