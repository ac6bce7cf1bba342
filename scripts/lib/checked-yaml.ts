import * as v from 'valibot'
import { toPointer, type PathKey } from '../../contract-tests/engine/json-pointer.ts'
import { InputError } from './input-error.ts'
import { isYamlFile, parseYaml, type YamlFile } from './yaml-file.ts'

/** What a file that a person keeps holds, and where its values stand. */
export interface CheckedYaml<Output> {
  output: Output
  lineOf: YamlFile['lineOf']
}

/** Reads YAML and holds it against a schema. Throws an {@link InputError} with line and pointer of the first mistake. */
export function parseCheckedYaml<Schema extends v.GenericSchema>(
  file: string,
  text: string,
  schema: Schema,
): CheckedYaml<v.InferOutput<Schema>> {
  const yaml = parseYaml(text)
  if (!isYamlFile(yaml)) throw new InputError(yaml.message, { file, line: yaml.line })
  const result = v.safeParse(schema, yaml.value)
  if (result.success) return { output: result.output, lineOf: yaml.lineOf }
  const [issue] = result.issues
  const path = issue.path?.map((item) => item.key as PathKey) ?? []
  throw new InputError(issue.message, { file, line: yaml.lineOf(path), pointer: toPointer(path) })
}
