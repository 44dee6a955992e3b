/** The part of leveldown 6 that the folder's lock calls. */
declare module 'leveldown' {
  interface Level {
    open(options: { readonly createIfMissing: boolean }, done: (error?: Error | null) => void): void;
    close(done: (error?: Error | null) => void): void;
  }
  const leveldown: (path: string) => Level;
  export default leveldown;
}
