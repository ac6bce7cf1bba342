/**
 * Replaces a part of a generated module.
 *
 * @throws Error where the module no longer has the part: the generator writes another form than is known here.
 */
export function replaceInModule(
  files: ReadonlyMap<string, string>,
  path: string,
  part: RegExp,
  replacement: string,
): Map<string, string> {
  const text = files.get(path) ?? ''
  if (!part.test(text)) throw new Error(`the generator's ${path} has no ${part.source} any more`)
  return new Map(files).set(
    path,
    text.replace(part, () => replacement),
  )
}
