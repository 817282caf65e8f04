import { expect, test } from 'vitest';
import { addPhoto, createProject, removePhoto, setEdits } from '../../../src/lib/domain/document/change.ts';
import { changedPhoto } from '../../../src/lib/ui/editor/steps.ts';
import { newPhoto } from '../domain/samples.ts';

const both = ['a', 'b'].reduce(
  (project, id) => addPhoto(project, newPhoto(id)),
  createProject({ id: 'p', name: '', channels: ['amazon'] })
);
const other = setEdits(both, 'b', { backdrop: { kind: 'transparent' } });

test('a step that changes only another photo names it', () => {
  expect(changedPhoto(both, other, 'a')).toBe('b');
  expect(changedPhoto(other, both, 'a')).toBe('b');
});

test('a step that changes the photo looked at, or none that is left, names no other', () => {
  expect(changedPhoto(both, other, 'b')).toBeUndefined();
  expect(changedPhoto(both, removePhoto(both, 'b'), 'a')).toBeUndefined();
  expect(changedPhoto(both, both, 'a')).toBeUndefined();
});
