import { replaceInModule } from './replace-in-module.ts'

const CLIENT_MODULE = 'runtime/client/utils.gen.ts'
const CORE_MODULE = 'runtime/core/utils.gen.ts'

const QUERY_REFUSAL = `export const createQuerySerializer = <T = unknown>(
  _: QuerySerializerOptions = {},
): ((queryParams: T) => string) => () => {
  throw new TypeError('left out: no spec has query parameters');
};
`

const PATH_REFUSAL = `export const defaultPathSerializer = (_: PathSerializer): string => {
  throw new TypeError('left out: no spec has path parameters');
};
`

/**
 * Takes the serialization of query and path parameters out of a generated runtime, and puts refusals in its place, for
 * specs that have no such parameter. Types and exports stay; what nothing calls any more, a bundler drops.
 *
 * @throws Error where one of the modules no longer has the form that is known here.
 */
export function leaveOutSerializers(files: ReadonlyMap<string, string>): Map<string, string> {
  const replacements: [path: string, part: RegExp, replacement: string][] = [
    [CLIENT_MODULE, /^import \{\n( {2}serialize\w+,\n){3}\} from '.*\/pathSerializer\.gen\.ts';\n/m, ''],
    [CLIENT_MODULE, /^export const createQuerySerializer = [^]*?\n\};\n/m, QUERY_REFUSAL],
    [
      CLIENT_MODULE,
      /^const defaultQuerySerializer = createQuerySerializer\(\{[^]*?\n\}\);\n/m,
      'const defaultQuerySerializer = createQuerySerializer();\n',
    ],
    [
      CORE_MODULE,
      /^import \{\n {2}type ArraySeparatorStyle,\n( {2}serialize\w+,\n){3}\} from '.*\/pathSerializer\.gen\.ts';\n/m,
      '',
    ],
    [CORE_MODULE, /^export const defaultPathSerializer = [^]*?\n\};\n/m, PATH_REFUSAL],
  ]
  return replacements.reduce((kept, replacement) => replaceInModule(kept, ...replacement), new Map(files))
}
