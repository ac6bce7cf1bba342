import { Listr } from 'listr2'

/** Runs something long under a title, with a line of its own that says how far it is. */
export async function showProgress<Result>(
  title: string,
  run: (onProgress: (text: string) => void) => Promise<Result>,
): Promise<Result> {
  const context: { result?: Result } = {}
  await new Listr<typeof context>(
    [
      {
        title,
        task: async (state, task) => {
          state.result = await run((text) => {
            // Where the output is no terminal, each report would be a line of its own.
            if (process.stdout.isTTY) task.output = text
          })
        },
      },
    ],
    { ctx: context, fallbackRendererOptions: { timestamp: undefined } },
  ).run()
  if (!('result' in context)) throw new TypeError(`${title} came to nothing`)
  return context.result as Result
}
