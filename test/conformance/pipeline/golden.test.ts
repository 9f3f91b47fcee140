import { comparable, GOLDENS, goldenFiles, haveGoldens, readGolden } from './golden';
import { programs } from './programs';

(haveGoldens ? describe : describe.skip)(
  `pipelines of the Python SDK, as TypeScript programs${haveGoldens ? '' : `: skipped, ${GOLDENS} is absent`}`,
  () => {
    test.each(Object.entries(programs))('%s', (path, program) => {
      const golden = readGolden(path);
      const compiled = program(golden);
      expect(comparable(compiled.toIR())).toEqual(comparable(golden.pipelineSpec));
      expect(compiled.toPlatformSpec?.()).toEqual(golden.platformSpec);
    });

    test('has a program for every golden', () => {
      const all = [...goldenFiles('sdk_compiled_pipelines/valid'), ...goldenFiles('kubernetes_platform')];
      const missing = all.filter((path) => !(path in programs));
      expect(missing).toEqual([]);
    });
  },
);
