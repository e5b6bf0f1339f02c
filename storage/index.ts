/** Files that survive a crash: atomic whole-file writes, an append-only checksummed journal, a lock that names its owner. */
export { writeFileAtomic } from "./atomicFile";
export { Journal, type OpenedJournal } from "./journal";
export { acquireLock, LockedError, type Lock, type LockOwner } from "./lock";
