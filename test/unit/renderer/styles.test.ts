import { globSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';

const RENDERER = join(import.meta.dirname, '..', '..', '..', 'src', 'renderer');

/** The classes a stylesheet gives their looks by name alone: `.name { … }`, and not inside of something else. */
function classesOf(file: string): readonly string[] {
  const text = readFileSync(file, 'utf8').replace(/\/\*.*?\*\//gs, '');
  return [...text.matchAll(/([^{}]+)\{/g)]
    .flatMap(([, selectors = '']) => selectors.split(','))
    .flatMap((selector) => /^\.([\w-]+)$/.exec(selector.trim())?.[1] ?? []);
}

describe('stylesheets', () => {
  it('give no class its looks in two places: all of them hold in one window once their screens were opened', () => {
    const placesOf = new Map<string, Set<string>>();
    for (const file of globSync(join(RENDERER, '**', '*.css'))) {
      for (const name of classesOf(file)) {
        placesOf.set(name, (placesOf.get(name) ?? new Set()).add(relative(RENDERER, file)));
      }
    }
    expect(placesOf.size).toBeGreaterThan(300);
    expect([...placesOf].filter(([, places]) => places.size > 1)).toEqual([]);
  });
});
