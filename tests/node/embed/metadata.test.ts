import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { IDENTITY_METADATA } from '../../../src/lib/domain/document/metadata.ts';
import type { SavedProject } from '../../../src/lib/embed/project-owner.ts';
import type { Packshot } from '../../../src/lib/embed/sdk/types.ts';
import { connect } from './connected.ts';

let owner: SavedProject;
let packshot: Packshot;
let end: () => void;

beforeEach(async () => ({ owner, packshot, end } = await connect()));
afterEach(() => end());

describe('embed: what files say about themselves', () => {
  it('is nothing at first', async () => {
    expect(await packshot.getMetadata()).toEqual(IDENTITY_METADATA);
  });

  it('fields that are given are set, the others stay; null takes one away', async () => {
    await packshot.setMetadata({ copyright: '© Oak', creator: 'Nguyễn Thị Hồng' });
    const set = await packshot.setMetadata({ copyright: null, digitalSourceType: 'humanEdits' });
    expect(set).toEqual({
      ...IDENTITY_METADATA,
      creator: 'Nguyễn Thị Hồng',
      digitalSourceType: 'humanEdits'
    });
    expect(await packshot.getMetadata()).toEqual(set);
    expect(owner.project.metadata).toEqual(set);
  });

  it('goes along with the project', async () => {
    await packshot.setMetadata({ syntheticPerformer: true });
    const bundle = await packshot.getProject();
    await packshot.setMetadata({ syntheticPerformer: false });
    await packshot.loadProject(bundle);
    expect(await packshot.getMetadata()).toMatchObject({ syntheticPerformer: true });
  });
});
