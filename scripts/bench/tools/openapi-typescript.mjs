import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join, parse } from 'node:path'
import { pathToFileURL } from 'node:url'

/**
 * The part of the package that is used here; it stands in a folder that the project does not know.
 *
 * @typedef {{ default: (source: URL) => Promise<unknown>, astToString: (nodes: unknown) => string }} OpenApiTypeScript
 */

// openapi-typescript: the types of each spec of a folder, one after the other. It writes no functions.
const [inputs = '', output = '', peersFolder = ''] = process.argv.slice(2)
const path = join(peersFolder, 'node_modules/openapi-typescript/dist/index.mjs')
/** @type {unknown} */
const module = await import(pathToFileURL(path).href)
const { default: openapiTS, astToString } = /** @type {OpenApiTypeScript} */ (module)
mkdirSync(output, { recursive: true })
for (const name of readdirSync(inputs).sort()) {
  const types = astToString(await openapiTS(pathToFileURL(join(inputs, name))))
  writeFileSync(join(output, `${parse(name).name}.ts`), types)
}
