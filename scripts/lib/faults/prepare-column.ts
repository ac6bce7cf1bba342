import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { programOfNode } from '../../runtimes/node.ts'
import { runProgram } from '../package/run-program.ts'
import { projectRoot } from '../run-command.ts'
import { versionOf } from '../runtimes/installed-package.ts'
import { installedRuntimes } from '../runtimes/installed-runtimes.ts'
import type { ChildProgram } from './child-client.ts'
import type { ClientId, Column } from './columns.ts'
import { installedPeers } from './installed-peers.ts'
import { MissingClientError } from './missing-client-error.ts'

/** A column that can be run. */
export interface PreparedColumn extends ColumnFacts {
  program: ChildProgram
}

/** What is said of a column. */
export interface ColumnFacts {
  client: ClientId
  /** Such as `openai 7.57.0`: every package that takes part. */
  packages: string[]
  /** Version of the Node that it ran on, without `v`. */
  node: string
}

/** The packages whose versions are told, and the folder that they are in. */
const PACKAGES: Record<Exclude<ClientId, 'ours'>, { names: string[]; folder: string }> = {
  openai: { names: ['openai'], folder: installedPeers.path },
  'ai-sdk': { names: ['ai', '@ai-sdk/openai-compatible'], folder: installedPeers.path },
  'hey-api': { names: ['@hey-api/openapi-ts'], folder: projectRoot },
}

/** Finds the Node and the versions of a column. What is missing is an error that says how to get it. */
export async function prepareColumn({ client, nodeLine }: Column, file: string): Promise<PreparedColumn> {
  const node =
    nodeLine === undefined ? process.execPath : join(installedRuntimes.path, 'node_modules', programOfNode(nodeLine))
  const { status, output } = await runProgram(node, ['--version'])
  if (status !== 0) throw new MissingClientError(`Node ${String(nodeLine)}`)
  return {
    client,
    packages: await packagesOf(client),
    node: output.trim().replace(/^v/, ''),
    program: { id: client, node, file, words: [client, installedPeers.path] },
  }
}

async function packagesOf(client: ClientId): Promise<string[]> {
  if (client === 'ours') {
    const manifest = await readFile(join(projectRoot, 'package.json'), 'utf8')
    const { name, version } = JSON.parse(manifest) as { name: string; version: string }
    return [`${name} ${version}`]
  }
  const { names, folder } = PACKAGES[client]
  return await Promise.all(
    names.map(async (name) => {
      const presence = await versionOf(name, folder)
      if ('reason' in presence) throw new MissingClientError(name)
      return `${name} ${presence.version}`
    }),
  )
}
