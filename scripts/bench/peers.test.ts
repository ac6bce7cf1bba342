import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { projectRoot } from '../lib/run-command.ts'

it('what the faults are played to and what is measured are the same versions', async () => {
  const faults = await dependenciesOf('scripts/faults/peers/package.json')
  const bench = await dependenciesOf('scripts/bench/peers/package.json')

  expect(bench).toMatchObject(faults)
})

it('the compiler that is measured is the one that the project uses', async () => {
  const bench = await dependenciesOf('scripts/bench/peers/package.json')
  const { devDependencies } = JSON.parse(await read('package.json')) as { devDependencies: Record<string, string> }

  expect(bench['typescript']).toBe(devDependencies['typescript'])
})

it('the lock file is that of the package.json, and names no registry', async () => {
  const lock = await read('scripts/bench/peers/package-lock.json')
  const { packages } = JSON.parse(lock) as { packages: Record<string, { dependencies: Record<string, string> }> }

  expect(packages['']?.dependencies).toEqual(await dependenciesOf('scripts/bench/peers/package.json'))
  expect(lock).not.toContain('"resolved"')
})

async function dependenciesOf(path: string): Promise<Record<string, string>> {
  return (JSON.parse(await read(path)) as { dependencies: Record<string, string> }).dependencies
}

function read(path: string): Promise<string> {
  return readFile(join(projectRoot, path), 'utf8')
}
