/** A program that imports a module, and prints the URLs of the files that Node read for it, as JSON. */
export function loadedFilesProgram(name: string): string {
  return `
    import { registerHooks } from 'node:module'
    const loaded = []
    registerHooks({ load: (url, context, next) => (loaded.push(url), next(url, context)) })
    await import(${JSON.stringify(name)})
    process.stdout.write(JSON.stringify(loaded))`
}
