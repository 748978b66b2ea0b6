import { settingsOrExit } from '@lotsen/platform/settings';
import { type SearchKind, searchKinds } from '@lotsen/reference/search-kinds';
import { modelVersions } from '@lotsen/reference/words';
import { Argument, Command, Option } from 'commander';
import type { Connection } from './client.js';
import { importShortage } from './commands/import.js';
import { importAds } from './commands/import-ads.js';
import { cancelJob, listJobs, showJob } from './commands/jobs.js';
import { type MatchesOptions, matches } from './commands/matches.js';
import { compareModels } from './commands/model.js';
import {
  checkLog,
  listDeadLetters,
  rebuildMatching,
  replayDeadLetter,
  republish,
  reread,
  showDeadLetter,
} from './commands/operations.js';
import { shortage } from './commands/shortage.js';
import { addWork } from './commands/work.js';
import { CommandFailed, exitCodes } from './exit-codes.js';
import { withExample } from './help.js';

const program = new Command('lotsen')
  .description('Who fits what, and why: job seekers, shortage occupations, vacancies and placements.')
  .addOption(new Option('--url <url>', 'address of the portal').env('LOTSEN_URL').default('http://127.0.0.1:4700'))
  .addOption(new Option('--token <token>', 'access token instead of the one kept by login').env('LOTSEN_TOKEN'))
  .addOption(
    new Option('--language <language>', 'of messages and lists')
      .choices(['sv', 'en'])
      .env('LOTSEN_LANGUAGE')
      .default('sv'),
  )
  .option('--json', 'print one JSON document', false)
  .version('0.1.0')
  .showHelpAfterError('(lotsen --help lists the commands)')
  .exitOverride((error) => process.exit(error.exitCode === 0 ? exitCodes.ok : exitCodes.refused));

// Heavy modules (the services, the reference, the OpenID client) are imported only by the commands that need them.
const json = () => program.opts<{ json: boolean }>().json;
const connection = (): Connection => {
  const { url, token, language } = program.opts<Connection>();
  if (!URL.canParse(url))
    throw new CommandFailed(
      {
        sv: `${url} är ingen adress: ange en som http://127.0.0.1:4700.`,
        en: `${url} is no address: name one like http://127.0.0.1:4700.`,
      },
      exitCodes.refused,
    );
  return { url: url.replace(/\/+$/u, ''), token: token?.trim(), language };
};

program
  .command('start')
  .description('Starts everything in this process, on an embedded database and log where no others are named.')
  .action(async () => {
    const { start } = await import('./start/start.js');
    await start(settingsOrExit());
  });

program
  .command('demo-data')
  .description('Fills an empty Lotsen with the people and vacancies of the demo, once.')
  .action(async () => {
    const { fillWithDemoData } = await import('./commands/demo-data.js');
    await fillWithDemoData(settingsOrExit());
  });

const ignoreUnknownColumns = () =>
  new Option('--ignore-unknown-columns', 'read the other columns, and leave out those that are not known').default(
    false,
  );
const template = () =>
  new Option('--template', 'print a table with all columns and one row of examples, and import nothing').default(false);
interface ListOptions {
  readonly ignoreUnknownColumns: boolean;
  readonly template: boolean;
}
function someOf(files: readonly string[]): readonly string[] {
  if (files.length > 0) return files;
  throw new CommandFailed(
    { sv: 'Ange en fil, eller --template för en mall.', en: 'Name a file, or --template for a template.' },
    exitCodes.refused,
  );
}
const imports = withExample(program.command('import').description('Imports files, and prints what came of each row.'), [
  'import',
  'ads',
  'ads.jsonl',
]);
imports
  .command('ads')
  .description('Imports job ads as vacancies.')
  .argument('<files...>', "job ads in JobTech's JobSearch or JobStream format")
  .option('--past-as-open', 'archived ads: match them as if their last application day had not passed', false)
  .action((files: string[], { pastAsOpen }: { pastAsOpen: boolean }) =>
    importAds(files, connection(), json(), pastAsOpen),
  );
imports
  .command('people')
  .description('Registers people from a list.')
  .argument('[files...]', 'people to register: a table (CSV), or JSON lines')
  .addOption(template())
  .option('--allow-likely-duplicates', 'register people without a number who look like somebody registered', false)
  .addOption(ignoreUnknownColumns())
  .action(async (files: string[], options: ListOptions & { allowLikelyDuplicates: boolean }) => {
    const { importPeople, templateOf } = await import('./commands/import-people.js');
    const { people } = await import('@lotsen/tables/lists');
    const { loadReference } = await import('@lotsen/reference');
    const reference = loadReference(settingsOrExit().referenceFolder);
    if (options.template) return void process.stdout.write(templateOf(people(reference)));
    await importPeople(someOf(files), connection(), { ...options, json: json() }, reference);
  });
imports
  .command('outcomes')
  .description('Logs validation outcomes from a list that names people by identity number.')
  .argument('[files...]', 'validation outcomes with personnummer: a table (CSV), or JSON lines')
  .addOption(template())
  .addOption(ignoreUnknownColumns())
  .action(async (files: string[], options: ListOptions) => {
    const { importOutcomes, templateOf } = await import('./commands/import-people.js');
    const { outcomes } = await import('@lotsen/tables/lists');
    if (options.template) return void process.stdout.write(templateOf(outcomes));
    await importOutcomes(someOf(files), connection(), { ...options, json: json() });
  });
imports
  .command('shortage')
  .description('Imports a published round of assessments of occupations.')
  .argument('<files...>', 'a round of Yrkesbarometern, JSON or CSV')
  .action((files: string[]) => importShortage(files, connection(), json()));
imports
  .command('taxonomy')
  .description('Makes reference data of the published taxonomy, for LOTSEN_REFERENCE.')
  .argument('<files...>', 'the published files of the JobTech taxonomy')
  .action(async (files: string[]) => {
    const { importTaxonomy } = await import('./commands/import-taxonomy.js');
    importTaxonomy(files, settingsOrExit(), json(), connection().language);
  });

withExample(program.command('matches'), ['matches', 'vacancy', '00000000-0000-4000-8000-000000000001', '--explain'])
  .description('Lists the best matches of a vacancy, a placement or a candidate.')
  .addArgument(new Argument('<kind>').choices(['vacancy', 'placement', 'candidate']))
  .argument('<id>')
  .option('--explain', 'say why, with the records that earned each point', false)
  .option('--only <id>', 'show and explain only this vacancy, placement or candidate of the list')
  .addOption(
    new Option('--targets <kind>', "of a candidate's lists, which")
      .choices(['vacancies', 'placements', 'occupations'])
      .default('vacancies'),
  )
  .option('--all', 'show also what is only within reach, with nothing that links the two', false)
  .option('--limit <n>', 'how many of each list', '10')
  .action((kind: string, id: string, options: Omit<MatchesOptions, 'json'>) =>
    matches(kind, id, { ...options, json: json() }, connection()),
  );

withExample(program.command('shortage'), ['shortage', '--county', '24'])
  .description('Lists the assessments of occupations, with figures of the live vacancies.')
  .option('--county <code>', "SCB's code, such as 25")
  .action(({ county }: { county?: string }) => shortage(county, json(), connection()));

withExample(program.command('find'), ['find', 'municipality', 'ornskoldsvik'])
  .description('Finds the ids of occupations, skills, municipalities and so on by word, without a service.')
  .addArgument(new Argument('<kind>').choices(searchKinds))
  .argument('<text...>', 'words in Swedish: whole, begun, or with a typing error')
  .option('--limit <n>', 'how many at most', '10')
  .action(async (kind: SearchKind, text: string[], { limit }: { limit: string }) => {
    const { find } = await import('./commands/find.js');
    const { language } = connection();
    find(kind, text.join(' '), { limit, json: json(), language, folder: settingsOrExit().referenceFolder });
  });

addWork(program, connection, json);

const letters = withExample(program.command('dead-letters').description('Events that a service could not consume.'), [
  'dead-letters',
  'list',
]);
letters
  .command('list')
  .description('Lists the dead letters of all services.')
  .action(() => listDeadLetters(json(), connection()));
letters
  .command('show')
  .description('Shows a dead letter as it came, and why it was refused.')
  .argument('<id>')
  .action((id: string) => showDeadLetter(id, json(), connection()));
letters
  .command('replay')
  .description('Consumes a dead letter again.')
  .argument('<id>')
  .action((id: string) => replayDeadLetter(id, json(), connection()));

withExample(program.command('republish'), ['republish', 'vacancies'])
  .description('Publishes all of a service again: fills an empty log, repairs a damaged one.')
  .argument('<service>')
  .action((service: string) => republish(service, json(), connection()));

program
  .command('reread')
  .description('Has every service read the log from its start, after a restore; then does as check log.')
  .action(() => reread(json(), connection()));

const model = program.command('model').description('Versions of the matching model.');
withExample(model.command('compare'), ['model', 'compare', '--with', '1'])
  .description('Compares the lists of candidates with those of another version of the model, on the same facts.')
  .addOption(new Option('--with <version>', 'the other version').choices(modelVersions).default(modelVersions[0]))
  .option('--limit <n>', 'of how many vacancies at most, up to 500', '100')
  .action((options: { with: string; limit: string }) =>
    compareModels(options.with, options.limit, json(), connection()),
  );

const jobs = withExample(program.command('job').description('Long-running jobs: imports, rebuilds, comparisons.'), [
  'job',
  'list',
]);
jobs
  .command('list')
  .description('Lists the newest jobs that you may see.')
  .action(() => listJobs(json(), connection()));
jobs
  .command('show')
  .description('Shows how far a job is, and its result.')
  .argument('<id>')
  .action((id: string) => showJob(id, json(), connection()));
jobs
  .command('cancel')
  .description('Cancels a job. What it has done stays done.')
  .argument('<id>')
  .action((id: string) => cancelJob(id, json(), connection()));

withExample(program.command('rebuild'), ['rebuild', 'matching'])
  .description('Empties a projection, and fills it from the log.')
  .addArgument(new Argument('<projection>').choices(['matching']))
  .action(() => rebuildMatching(json(), connection()));

const topics = withExample(
  program.command('topics').description('Topics of a broker (KAFKA_BROKERS), as a file defines them.'),
  ['topics', 'check'],
);
for (const [verb, description] of [
  ['apply', 'Creates the topics that are missing, and gives the others their settings.'],
  ['check', 'Shows where the topics differ, and changes nothing.'],
] as const) {
  topics
    .command(verb)
    .description(description)
    .option('--file <file>', 'topics of your own, in the format of deploy/kafka/topics.json')
    .action(async ({ file }: { file?: string }) => {
      const { topicsApply, topicsCheck } = await import('./commands/topics.js');
      const options = { json: json(), ...(file ? { file } : {}) };
      await (verb === 'apply' ? topicsApply : topicsCheck)(settingsOrExit(), options);
    });
}

withExample(program.command('login'), ['login', '--demo', 'officer'])
  .description('Signs in by the browser.')
  .option('--demo <user>', 'in demo mode: sign in at once as the demo user of a role, or second-administrator')
  .option('--print-token', 'print the access token instead of keeping it', false)
  .action(async (options: { demo?: string; printToken: boolean }) => {
    const { login } = await import('./commands/login.js');
    await login({ ...options, json: json() }, connection());
  });

withExample(program.command('check'), ['check', 'log'])
  .description('Compares what the services hold with the log.')
  .addArgument(new Argument('<what>').choices(['log']))
  .action(() => checkLog(json(), connection()));

try {
  await program.parseAsync();
} catch (error) {
  const failed = error instanceof CommandFailed ? error : undefined;
  console.error(
    failed?.in(program.opts<Connection>().language) ??
      `Something went wrong: ${(error as Error).stack ?? String(error)}`,
  );
  process.exitCode = failed?.exitCode ?? exitCodes.failed;
}
