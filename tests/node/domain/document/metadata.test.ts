import { describe, expect, it } from 'vitest';
import { createProject, setMetadata } from '../../../../src/lib/domain/document/change.ts';
import {
  DIGITAL_SOURCE_TYPES,
  IDENTITY_METADATA,
  metadataFor,
  NO_METADATA,
  type FileMetadata
} from '../../../../src/lib/domain/document/metadata.ts';
import { parseProject } from '../../../../src/lib/domain/document/parse.ts';
import { salvage } from '../../../../src/lib/domain/document/salvage.ts';

const project = createProject({ id: 'p', name: 'Mugs', channels: ['amazon'] });
const own: FileMetadata = {
  copyright: '© Studio',
  creator: 'Ann',
  digitalSourceType: 'trainedAlgorithmicMedia',
  syntheticPerformer: true
};

describe('setMetadata', () => {
  it('changes the named fields alone', () => {
    const named = setMetadata(project, { copyright: '© Oak' });
    expect(named.metadata).toEqual({ ...IDENTITY_METADATA, copyright: '© Oak' });
    expect(setMetadata(named, { keepCredits: true }).metadata).toMatchObject({ copyright: '© Oak' });
    expect(project.metadata).toEqual(IDENTITY_METADATA);
  });

  it('what it makes can be saved and read', () => {
    for (const digitalSourceType of DIGITAL_SOURCE_TYPES) {
      const saved = setMetadata(project, { digitalSourceType, syntheticPerformer: true });
      expect(parseProject(JSON.parse(JSON.stringify(saved)))).toEqual(saved);
    }
  });
});

describe('what a document says about its files', () => {
  const withMetadata = (patch: object) => ({ ...project, metadata: { ...IDENTITY_METADATA, ...patch } });

  it.each([
    ['a copyright of two lines', { copyright: 'a\nb' }],
    ['an empty creator', { creator: '' }],
    ['a creator without end', { creator: 'x'.repeat(501) }],
    ['half a character', { creator: '\ud800' }],
    ['an unknown source type', { digitalSourceType: 'magic' }],
    ['a place', { gps: '0,0' }]
  ])('%s is refused', (_, patch) => {
    expect(() => parseProject(withMetadata(patch))).toThrow(
      expect.objectContaining({ code: 'bad-request', data: { path: expect.stringContaining('metadata') } })
    );
  });

  it('is kept of a broken document where it can be read, and else left out', () => {
    const as = { id: 'q', name: 'Found' };
    const broken = (metadata: unknown) => ({ ...project, products: 'none', metadata });
    const { metadata } = withMetadata({ creator: 'Ann' });
    expect(salvage(broken(metadata), as).project.metadata.creator).toBe('Ann');
    expect(salvage(broken(7), as).project.metadata).toEqual(IDENTITY_METADATA);
  });
});

describe('metadataFor', () => {
  it('keeps no credits unless asked to', () => {
    const { copyright, creator } = metadataFor(IDENTITY_METADATA, own);
    expect([copyright, creator]).toEqual([null, null]);
    expect(metadataFor({ ...IDENTITY_METADATA, keepCredits: true }, own)).toEqual(own);
  });

  it('the seller’s words come first', () => {
    const wanted = { ...IDENTITY_METADATA, keepCredits: true, creator: 'Ben' };
    expect(metadataFor(wanted, own)).toMatchObject({ copyright: '© Studio', creator: 'Ben' });
    const captured = { ...IDENTITY_METADATA, digitalSourceType: 'humanEdits' as const };
    expect(metadataFor(captured, own).digitalSourceType).toBe('humanEdits');
  });

  it('never takes off the mark of how a picture was made', () => {
    expect(metadataFor(IDENTITY_METADATA, own)).toMatchObject({
      digitalSourceType: 'trainedAlgorithmicMedia',
      syntheticPerformer: true
    });
  });

  it('says nothing where nobody said anything', () => {
    expect(metadataFor(IDENTITY_METADATA, NO_METADATA)).toEqual(NO_METADATA);
  });
});
