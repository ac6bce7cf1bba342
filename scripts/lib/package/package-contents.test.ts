import { expect, it } from 'vitest'
import { findMissingExports, findStrayFiles, listEntryPoints } from './package-contents.ts'
import { exportTargets, publishedManifest } from './published-manifest.ts'

const files = [
  'LICENSE',
  'README.md',
  'package.json',
  'dist/src/index.js',
  'dist/src/index.d.ts',
  'dist/generated/anyfast/doubao-seed-evolving/index.js',
  'dist/generated/anyfast/doubao-seed-evolving/index.d.ts',
]

const manifest = {
  name: 'doubao-client',
  version: '1.0.0',
  exports: {
    '.': { 'doubao-client-source': './src/index.ts', default: './dist/src/index.js' },
    './generated/*': { 'doubao-client-source': './generated/*/index.ts', default: './dist/generated/*/index.js' },
    './package.json': './package.json',
  },
}

it('a package of code, declarations, manual and licence holds nothing stray', () => {
  expect(findStrayFiles(files)).toEqual([])
})

it.each([
  'dist/src/chat.test.js',
  'dist/contract-tests/types.test-d.ts',
  'dist/src/testing/question.js',
  'dist/src/fixtures/whole.sse',
  'dist/generated/anyfast/doubao-seed-evolving/valibot.gen.js',
  'dist/generated/anyfast/doubao-seed-evolving/openapi.json',
  'dist/src/index.js.map',
  'src/index.ts',
  'specs/pages/page.md',
  '.npmrc',
])('%s has no business in the tarball', (file) => {
  expect(findStrayFiles([...files, file])).toEqual([file])
})

it('the published package.json leads to nothing but the build', () => {
  const published = publishedManifest(manifest)

  expect(exportTargets(published)).toEqual(['./dist/src/index.js', './dist/generated/*/index.js', './package.json'])
  expect(findMissingExports(published, files)).toEqual([])
})

it('an export that leads nowhere is found, whatever its condition', () => {
  expect(findMissingExports(manifest, files)).toEqual(['src/index.ts', 'generated/*/index.ts'])
})

it('an export without its declarations is found', () => {
  const withoutTypes = files.filter((file) => !file.endsWith('.d.ts'))

  expect(findMissingExports(publishedManifest(manifest), withoutTypes)).toEqual([
    'dist/src/index.d.ts',
    'dist/generated/*/index.d.ts',
  ])
})

it('the entry points are the names that can be imported', () => {
  expect(listEntryPoints(publishedManifest(manifest), files)).toEqual([
    '.',
    './generated/anyfast/doubao-seed-evolving',
    './package.json',
  ])
})
