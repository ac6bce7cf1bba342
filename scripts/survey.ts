import { InvalidArgumentError } from 'commander'
import { REPORTS_FOLDER } from './lib/report.ts'
import { defineCommand, printFiles, projectRoot, runCommand } from './lib/run-command.ts'
import { renderSurvey, renderSurveyDocs } from './lib/survey/render-survey.ts'
import { runSurvey } from './lib/survey/run-survey.ts'
import { writeFiles } from './lib/write-files.ts'

const command = defineCommand(
  'survey',
  'Hold every chat page of a saved docs site (a folder of .md pages) to the contract, as published and with the overlays. Writes reports/survey.json. A finding is a defect of the docs.',
)
  .argument('<folder>', 'the site as it was saved')
  .option('--every <number>', 'look at every <number>th chat page', parseNumber, 1)
  .option('--docs', 'write the table into docs/docs-defects.md')
  .parse()

const { docs, every } = command.opts<{ docs?: boolean; every: number }>()
if (docs && every > 1) command.error('error: --docs needs every page')

await runCommand(async () => {
  const survey = await runSurvey(command.args[0] ?? '', { every })
  console.log(renderSurvey(survey))
  const report = { node: process.version, ...survey }
  await writeFiles(projectRoot, new Map([[`${REPORTS_FOLDER}/survey.json`, `${JSON.stringify(report, null, 2)}\n`]]))
  if (docs) {
    printFiles(await writeFiles(projectRoot, new Map([['docs/docs-defects.md', await renderSurveyDocs(survey)]])))
  }
  return survey.defects.length + survey.unread.length + survey.failures.length === 0
})

function parseNumber(text: string): number {
  if (!/^[1-9]\d{0,4}$/.test(text)) throw new InvalidArgumentError('It must be a whole number from 1 on.')
  return Number(text)
}
