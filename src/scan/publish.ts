import { relative, sep } from 'node:path';
import { listDockerContext } from '../publish/listDockerContext.js';
import { listPackage } from '../publish/listPackage.js';
import { readFileDocument } from '../sources/readFileDocument.js';
import type { Engine } from './engine.js';
import type { ScanFinding, ScanResult } from './result.js';

export type PublishTarget = 'npm' | 'docker';

/**
 * Looks at exactly what would be published: the files that npm would pack, or those that a Docker
 * build would be sent. Files are looked at whether git ignores them or not: that is the point.
 */
export async function scanPublished(
  engine: Engine,
  root: string,
  folder: string,
  targets: readonly PublishTarget[],
): Promise<ScanResult> {
  const base = relative(root, folder).split(sep).join('/');
  const paths = new Set<string>();
  const looked: string[] = [];
  if (targets.includes('npm')) {
    for (const path of await listPackage(folder)) paths.add(path);
    looked.push('npm package');
  }
  if (targets.includes('docker')) {
    const context = await listDockerContext(folder);
    if (context) {
      for (const path of context) paths.add(path);
      looked.push('Docker build context');
    }
  }
  const findings: ScanFinding[] = [];
  for (const path of [...paths].toSorted()) {
    const fromRoot = base === '' ? path : `${base}/${path}`;
    const outcome = await readFileDocument(
      root,
      { raw: Buffer.from(fromRoot, 'utf8').toString('latin1'), tracked: true },
      (document) => {
        for (const judged of engine.scan(document)) findings.push({ judged, status: 'new' });
      },
    );
    if (!outcome.read) engine.tally.skip(fromRoot, outcome.why);
  }
  return { source: looked.length === 0 ? 'nothing to publish' : looked.join(' and '), findings, engine };
}
