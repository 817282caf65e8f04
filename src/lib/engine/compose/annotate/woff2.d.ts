/** Address of a font file that the build puts beside the app. */
declare module '*.woff2?url' {
  const url: string;
  export default url;
}
