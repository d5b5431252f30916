import { existsSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { listDockerContext } from '../publish/listDockerContext.js';
import { listPackages } from '../publish/listPackage.js';
import type { Shipment } from '../model/document.js';
import { Problem } from '../model/errors.js';
import { readFileDocument } from '../sources/readFileDocument.js';
import type { Engine } from './engine.js';
import type { ScanFinding, ScanResult } from './result.js';

const FILES = { npm: 'package.json', docker: 'Dockerfile' } as const;

/** What is published, and whether somebody asked for just that. */
export interface PublishTarget {
  readonly kind: 'npm' | 'docker';
  /** Looked at where nothing says that it is published, too: a private package, a folder without a Dockerfile. */
  readonly isAskedFor: boolean;
}

/**
 * Looks at exactly what would be published: the files that npm would pack, or those that a Docker
 * build would be sent. Files are looked at whether git ignores them or not: that is the point.
 *
 * @throws Problem `read` where neither is here
 */
export async function scanPublished(
  engine: Engine,
  root: string,
  folder: string,
  targets: readonly PublishTarget[],
): Promise<ScanResult> {
  const shipments = new Map<string, Shipment[]>();
  const looked: string[] = [];
  const fromRoot = (...path: string[]): string =>
    relative(root, join(...path))
      .split(sep)
      .join('/');
  const add = (place: string, shipment: Shipment): void => {
    const path = fromRoot(place, shipment.path);
    const before = shipments.get(path);
    if (before) before.push(shipment);
    else shipments.set(path, [shipment]);
  };
  for (const { kind, isAskedFor } of targets) {
    if (kind === 'npm' && (isAskedFor || existsSync(join(folder, 'package.json')))) {
      const packages = await listPackages(folder, isAskedFor);
      for (const each of packages) for (const path of each.files) add(each.folder, { in: 'npm package', path });
      if (packages.length > 0) looked.push(packages.length === 1 ? 'npm package' : `${packages.length} npm packages`);
    }
    if (kind === 'docker') {
      const context = await listDockerContext(folder, isAskedFor);
      if (!context) continue;
      for (const { path, ignoreFiles } of context)
        add(folder, {
          in: 'Docker build context',
          path,
          ignoreFiles: ignoreFiles.map((name) => fromRoot(folder, name)),
        });
      looked.push('Docker build context');
      if (context.some(({ path }) => path.startsWith('.git/objects/')))
        engine.tally.warnings.push({
          code: 'history-in-context',
          path: '.dockerignore',
          message:
            'The Docker build context carries .git, and with it every secret that the history ever held. Its packed objects were not looked into: add a line .git to .dockerignore, or scan them with pictify-scan history.',
        });
    }
  }
  const isPrivate = targets.some(({ kind }) => kind === 'npm') && existsSync(join(folder, 'package.json'));
  if (looked.length === 0 && !isPrivate)
    throw new Problem(
      'read',
      `Nothing is published from here: there is no ${targets.map(({ kind }) => FILES[kind]).join(', and no ')}.`,
      'Run this in the folder that is published. A build context without a Dockerfile is looked at when asked for: --docker',
    );
  const findings: ScanFinding[] = [];
  for (const path of [...shipments.keys()].toSorted()) {
    const shipped = shipments.get(path) ?? [];
    const outcome = await readFileDocument(
      root,
      { raw: Buffer.from(path, 'utf8').toString('latin1'), tracked: true },
      (document) => {
        const origin = { kind: 'worktree', tracked: true, shipped } as const;
        for (const judged of engine.scan({ ...document, origin })) findings.push({ judged, status: 'new' });
      },
    );
    // What is shipped and cannot be found was not looked at.
    if (!outcome.read) engine.tally.skip(path, outcome.why === 'not-on-disk' ? 'unreadable' : outcome.why);
  }
  return { source: looked.length === 0 ? 'nothing to publish' : looked.join(' and '), findings, engine };
}
