// BPMN as bpmn-moddle and bpmnlint read it. Standard input: {name: xml}. Standard output: {name: {elements, problems}}:
// how many elements with an id bpmn-moddle found, and every warning and error of both.
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const require = createRequire(`${process.argv[2]}/`);
const load = (name) => import(pathToFileURL(require.resolve(name)));
const { BpmnModdle } = await load('bpmn-moddle');
const { Linter } = require('bpmnlint');
const NodeResolver = require('bpmnlint/lib/resolver/node-resolver');

const moddle = new BpmnModdle();
// A linter a file: the rule no-duplicate-sequence-flows remembers the flows of files before.
const linter = () => new Linter({ config: { extends: 'bpmnlint:recommended' }, resolver: new NodeResolver() });
const read = {};
for (const [name, xml] of Object.entries(JSON.parse(readFileSync(0, 'utf-8')))) {
  const problems = [];
  let elements = 0;
  try {
    const { rootElement, elementsById, warnings } = await moddle.fromXML(xml);
    elements = Object.keys(elementsById).length;
    problems.push(...warnings.map((warning) => `bpmn-moddle: ${warning.message}`));
    for (const [rule, reports] of Object.entries(await linter().lint(rootElement))) {
      problems.push(...reports.map((report) => `bpmnlint ${rule}: ${report.id} ${report.message}`));
    }
  } catch (error) {
    problems.push(`bpmn-moddle: ${error.message}`);
  }
  read[name] = { elements, problems };
}
process.stdout.write(JSON.stringify(read));
