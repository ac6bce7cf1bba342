import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { Presence } from '../../runtimes/runtime.ts'

/** Loads a package from the folder of the installed runtimes. */
export function requireInstalled(name: string, installed: string): unknown {
  return createRequire(join(installed, 'package.json'))(name)
}

/** The version of a package in that folder. */
export async function versionOf(name: string, installed: string): Promise<Presence> {
  try {
    const manifest = await readFile(join(installed, 'node_modules', name, 'package.json'), 'utf8')
    const { version } = JSON.parse(manifest) as { version: string }
    return { version }
  } catch {
    return { reason: `${name} is not installed` }
  }
}
