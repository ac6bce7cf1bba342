import { judgeCode, readCodeMutants } from './lib/drift/code-mutants.ts'
import { percent } from './lib/drift/score.ts'
import { defineCommand, projectRoot, runCommand } from './lib/run-command.ts'

defineCommand(
  'mutation',
  'Judge what StrykerJS found: how many faults in the code of src/ its tests notice. `npm run mutation` runs StrykerJS first. A finding is a score that is too low, or a survivor without a reason.',
).parse()

await runCommand(async () => {
  const report = await readCodeMutants(projectRoot)
  const problems = judgeCode(report)
  for (const problem of problems) console.error(problem)
  const { killed, total, survivors } = report
  console.log(
    `${percent(report)} (${String(killed)} of ${String(total)}) mutants of src/ are noticed, ${String(survivors.length)} survive, ${String(problems.length)} problems`,
  )
  return problems.length === 0
})
