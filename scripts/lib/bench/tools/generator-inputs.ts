import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { stringify } from 'yaml'
import { GENERATED_FOLDER } from '../../compare-generated.ts'
import { listFiles } from '../../list-files.ts'

/**
 * Writes what our clients are generated from for other generators: the effective specs, as YAML, which is the form of
 * the specs that ours are made of.
 *
 * @param limit how many at most
 */
export async function writeGeneratorInputs(root: string, folder: string, limit = Infinity): Promise<number> {
  const files = await listFiles(join(root, GENERATED_FOLDER))
  const documents = files.filter((path) => path.endsWith('/openapi.json')).slice(0, limit)
  await mkdir(folder, { recursive: true })
  for (const path of documents) {
    const document: unknown = JSON.parse(await readFile(join(root, GENERATED_FOLDER, path), 'utf8'))
    await writeFile(join(folder, `${dirname(path).replaceAll('/', '_')}.yaml`), stringify(document))
  }
  return documents.length
}
