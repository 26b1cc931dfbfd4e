// Adds to the list of the jars (CycloneDX, from Maven) what else is in a release: components.mjs BOM RELEASE JAVA-RELEASE WEB-UI
// JAVA-RELEASE is the file "release" of the JDK that the runtime was made of. Native libraries are inside jars and the runtime.
import { readFileSync } from 'node:fs';

const [bomFile, release, javaRelease, webUi] = process.argv.slice(2);
const bom = JSON.parse(readFileSync(bomFile, 'utf8'));

/** Lines of KEY="value". */
function values(file) {
  return Object.fromEntries(
    readFileSync(file, 'utf8')
      .split('\n')
      .map((line) => /^(\w+)="(.*)"$/.exec(line))
      .filter((found) => found !== null)
      .map((found) => [found[1], found[2]]),
  );
}

const jdk = values(javaRelease);
const runtime = values(`${release}/runtime/release`);
if (runtime.JAVA_VERSION !== jdk.JAVA_VERSION) {
  throw new Error(`the runtime is Java ${runtime.JAVA_VERSION}, the JDK ${jdk.JAVA_VERSION}`);
}
bom.components.push({
  type: 'platform',
  'bom-ref': 'java-runtime',
  supplier: { name: jdk.IMPLEMENTOR },
  name: 'java-runtime',
  version: jdk.JAVA_RUNTIME_VERSION,
  description: `${jdk.IMPLEMENTOR_VERSION ?? jdk.IMPLEMENTOR}, modules ${runtime.MODULES}`,
  scope: 'required',
  licenses: [{ expression: 'GPL-2.0-only WITH Classpath-exception-2.0' }],
});
for (const { name, version, license } of JSON.parse(readFileSync(`${webUi}/target/bundled.json`, 'utf8'))) {
  const purl = `pkg:npm/${name.replace('@', '%40')}@${version}`;
  bom.components.push({
    type: 'library',
    'bom-ref': purl,
    name,
    version,
    scope: 'required',
    licenses: [{ license: { id: license } }],
    purl,
  });
}
const [product] = bom.dependencies.filter((entry) => entry.ref === bom.metadata.component['bom-ref']);
product.dependsOn.push(...bom.components.map((part) => part['bom-ref']).filter((ref) => !/^pkg:maven/.test(ref)));
for (const part of bom.components.filter((part) => !/^pkg:maven/.test(part['bom-ref']))) {
  bom.dependencies.push({ ref: part['bom-ref'], dependsOn: [] });
}
process.stdout.write(`${JSON.stringify(bom, null, 2)}\n`);
