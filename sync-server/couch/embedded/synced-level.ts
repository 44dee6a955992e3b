import { createRequire } from 'node:module';

type Done = (error?: Error | null) => void;
type WriteOptions = Record<string, unknown>;

interface LevelDown {
  _put(key: unknown, value: unknown, options: WriteOptions, done: Done): void;
  _del(key: unknown, options: WriteOptions, done: Done): void;
  _batch(operations: unknown, options: WriteOptions, done: Done): void;
}

interface LevelDownConstructor {
  (location: string): LevelDown;
  destroy(location: string, done: Done): void;
}

const require = createRequire(import.meta.url);
const leveldown = require('leveldown') as LevelDownConstructor;

/** LevelDB that has each write on the disk before it answers. PouchDB's own adapter asks for no sync. */
export function syncedLevel(location: string): LevelDown {
  const level = leveldown(location);
  const { _put: put, _del: del, _batch: batch } = level;
  level._put = (key, value, options, done) => put.call(level, key, value, { ...options, sync: true }, done);
  level._del = (key, options, done) => del.call(level, key, { ...options, sync: true }, done);
  level._batch = (operations, options, done) =>
    batch.call(level, operations, { ...options, sync: true }, done);
  return level;
}
syncedLevel.destroy = leveldown.destroy;
