import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Source, Verdict } from './judge';

type Json = Record<string, unknown>;

/** What one of upstream's unit tests asked of a validator, and what that said. */
export interface Recorded extends Verdict {
  readonly object: Json;
  /** Objects that are there already. */
  readonly beside: readonly Json[];
}

/** A function of upstream's whose calls are written down while its tests run. */
export interface Target {
  readonly source: Source;
  /** The file with the function, from the root of the source. */
  readonly file: string;
  /** The function's line up to its name. */
  readonly head: string;
  readonly name: string;
  /**
   * Go source of a function in its place: it calls the other, by its name with `Unrecorded`, and `recordCall(object any, beside any, err any)`.
   */
  readonly wrapper: string;
}

const RECORDER = `
type recordedProblem struct {
	Path   string \`json:"path"\`
	Type   string \`json:"type"\`
	Detail string \`json:"detail"\`
}

func recordedProblems(err any) (all []recordedProblem) {
	switch e := err.(type) {
	case nil:
	case field.ErrorList:
		for _, one := range e {
			all = append(all, recordedProblems(one)...)
		}
	case *field.Error:
		if e != nil {
			all = append(all, recordedProblem{e.Field, string(e.Type), e.Detail})
		}
	case interface{ Errors() []error }:
		for _, one := range e.Errors() {
			all = append(all, recordedProblems(one)...)
		}
	case interface{ Unwrap() []error }:
		for _, one := range e.Unwrap() {
			all = append(all, recordedProblems(one)...)
		}
	case error:
		all = append(all, recordedProblem{"", "", e.Error()})
	}
	return all
}

func recordCall(object, beside, err any) {
	out, _ := os.OpenFile(os.Getenv("RECORDED_CALLS"), os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
	defer out.Close()
	problems := append([]recordedProblem{}, recordedProblems(err)...)
	text, _ := json.Marshal(map[string]any{"known": true, "object": object, "beside": beside, "problems": problems})
	out.Write(append(text, '\\n'))
}
`;

/** Runs the tests beside a function of upstream's; a sentence where they cannot be had or built. */
export function recorded(target: Target): Recorded[] | string {
  const { source, file, head, name, wrapper } = target;
  try {
    const folder = checkout(source);
    const text = readFileSync(join(folder, file), 'utf8');
    const start = `func ${head}${name}(`;
    if (!text.includes(start)) return `${file} has no ${start}`;
    const work = join(tmpdir(), `kubeflow-cdk-recorded-${source.tag}-${file.replaceAll('/', '-')}`);
    rmSync(work, { recursive: true, force: true });
    mkdirSync(work, { recursive: true });
    const packageLine = /^package .*$/m.exec(text)![0];
    const imports = ['encoding/json', 'os', 'k8s.io/apimachinery/pkg/util/validation/field'];
    const added = `${packageLine}\n\nimport (\n${imports.map((path) => `\t"${path}"`).join('\n')}\n)\n${RECORDER}`;
    writeFileSync(join(work, 'changed.go'), `${text.replace(start, `func ${head}${name}Unrecorded(`)}\n${wrapper}\n`);
    writeFileSync(join(work, 'recorder.go'), added);
    const directory = join(folder, file, '..');
    const replace = {
      [join(folder, file)]: join(work, 'changed.go'),
      [join(directory, 'zz_recorder.go')]: join(work, 'recorder.go'),
    };
    writeFileSync(join(work, 'overlay.json'), JSON.stringify({ Replace: replace }));
    const calls = join(work, 'calls');
    const ran = spawnSync(
      'go',
      ['test', '-count=1', '-vet=off', '-mod=mod', '-overlay', join(work, 'overlay.json'), directory],
      {
        cwd: folder,
        encoding: 'utf8',
        env: {
          ...process.env,
          GONOSUMDB: '*',
          PATH: `${process.env.PATH}:/usr/local/go/bin`,
          RECORDED_CALLS: calls,
        },
      },
    );
    if (!existsSync(calls)) return `upstream's tests cannot be run: ${`${ran.stderr}${ran.stdout}`.trim().slice(-300)}`;
    return readFileSync(calls, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Recorded);
  } catch (error) {
    return `upstream's tests cannot be had: ${String(error).slice(0, 300)}`;
  }
}

function checkout({ module, version, repository, tag }: Source): string {
  const folder = join(tmpdir(), `kubeflow-cdk-tests-${repository.replace('/', '-')}-${tag}`);
  if (existsSync(join(folder, 'go.mod'))) return folder;
  const repositories = process.env.UPSTREAM_REPOSITORIES;
  if (repositories !== undefined) {
    mkdirSync(folder, { recursive: true });
    const repo = join(repositories, repository.replace('/', '+'), 'repo');
    const archive = execFileSync('git', ['-C', repo, 'archive', tag], { maxBuffer: 1 << 30 });
    execFileSync('tar', ['-x', '-C', folder], { input: archive });
    return folder;
  }
  const asked = execFileSync('go', ['mod', 'download', '-json', `${module}@${version}`], { encoding: 'utf8' });
  cpSync((JSON.parse(asked) as { Dir: string }).Dir, folder, { recursive: true });
  execFileSync('chmod', ['-R', 'u+w', folder]);
  return folder;
}
