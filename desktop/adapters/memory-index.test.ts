import { describeIndex } from './index-contract.ts';
import { MemoryIndex } from './memory-index.ts';

describeIndex('MemoryIndex', () => Promise.resolve(new MemoryIndex()));
