// In some files the functions of some modules are there as what loads them: few runs call them.
import { readFileSync } from 'node:fs';

const NAMESPACE = 'late-modules';

/**
 * An esbuild plugin for modules that export functions and types only: their code stands in files of its own, each
 * loaded when one of its functions is called.
 *
 * @param {ReadonlySet<string>} late their paths
 * @param fileFor (path) => name of its file in dist/
 */
export function lateModules(late, fileFor) {
  return {
    name: NAMESPACE,
    setup({ onResolve, onLoad, resolve }) {
      onResolve({ filter: /^\.{1,2}\// }, async ({ path, kind, resolveDir, importer, namespace, pluginData }) => {
        if (namespace === NAMESPACE) return { path, external: true };
        if (kind !== 'import-statement' || pluginData === NAMESPACE) return undefined;
        const found = await resolve(path, { kind, resolveDir, importer, pluginData: NAMESPACE });
        return late.has(found.path) ? { path: found.path, namespace: NAMESPACE } : undefined;
      });
      onLoad({ filter: /./, namespace: NAMESPACE }, ({ path }) => ({
        contents: stub(path, fileFor(path)),
        loader: 'js',
      }));
    },
  };
}

/** Who imports anything but a function is told by esbuild that there is no such export. */
function stub(path, file) {
  const names = [...readFileSync(path, 'utf8').matchAll(/^export (?:async )?function (\w+)/gm)].map(([, name]) => name);
  return names
    .map((name) => `export function ${name}(...args) { return require('./${file}').${name}(...args); }`)
    .join('\n');
}
