import { Listr } from 'listr2'

/** Reports so many times where the output is no terminal, in which each report is a line of its own. */
const LINES = 10

/** Runs something long, and shows how far it is. */
export async function withProgress<Result>(
  title: string,
  run: (report: (what: string, done: number, total: number) => void) => Promise<Result>,
): Promise<Result> {
  let result: Promise<Result> | undefined
  const task = new Listr([
    {
      title,
      task: async (_, shown) => {
        result = run((what, done, total) => {
          const isDue = process.stdout.isTTY || done === total || done % Math.ceil(total / LINES) === 0
          if (isDue) shown.output = `${what}: ${String(done)} of ${String(total)}`
        })
        await result
      },
    },
  ])
  await task.run()
  return await (result ?? run(() => undefined))
}
