import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';

const PACKAGE = /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/;

/** Notes which packages there is code of in the page, for the list of components of a release. */
export function bundledPackages() {
  return {
    name: 'bundled-packages',
    generateBundle(_, bundle) {
      const packages = new Map();
      for (const part of Object.values(bundle)) {
        for (const id of part.type === 'chunk' ? Object.keys(part.modules) : []) {
          const folder = PACKAGE.exec(id.replaceAll('\0', ''))?.[0];
          if (folder !== undefined) {
            const { name, version, license } = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8'));
            packages.set(name, { name, version, license });
          }
        }
      }
      const sorted = [...packages.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
      mkdirSync('target', { recursive: true });
      writeFileSync('target/bundled.json', JSON.stringify(sorted));
    },
  };
}
