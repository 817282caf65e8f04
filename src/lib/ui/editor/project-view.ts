/** Screens of a project in the place of its editor, as the address names them. */
export const PROJECT_VIEWS = ['table', 'batch', 'review', 'overview', 'refresh'] as const;
export type ProjectView = (typeof PROJECT_VIEWS)[number];

export const isProjectView = (name: string | null): name is ProjectView =>
  (PROJECT_VIEWS as readonly (string | null)[]).includes(name);

/** Where a project may go: one of its screens, `edit`: the editor whatever the number of photos. */
export type ViewChoice = ProjectView | 'check' | 'export' | 'edit';

/** A project of so many photos opens as a table: they are a catalogue, not a picture. */
export const TABLE_FROM = 4;
