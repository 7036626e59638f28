// Tells Thread Sanitizer about the locks that Swift's Mutex takes under contention. Empty in all other builds.
//
// The fast path of a Mutex is compiled into our own code, where the sanitizer sees it. The slow path, when another thread holds the lock or
// waits for it, is a spin and a futex in a library without instrumentation: the sanitizer would consider the two threads unordered and
// report whatever the Mutex protects. Suppressing these reports would hide true races, too. So these functions replace the library's two
// functions: they call them and tell the sanitizer what happened. If a later library gives them other names, the false reports return;
// nothing else depends on the names.
#if defined(__has_feature)
#if __has_feature(thread_sanitizer)

// For RTLD_NEXT.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdint.h>

// Synchronization._MutexHandle._lockSlow(Swift.UInt32), _MutexHandle._unlockSlow(); self is the futex.
#define LOCK "$s15Synchronization12_MutexHandleV9_lockSlowyys6UInt32VF"
#define UNLOCK "$s15Synchronization12_MutexHandleV11_unlockSlowyyF"
#define SWIFT __attribute__((swiftcall))
#define SELF __attribute__((swift_context))

void __tsan_acquire(void *address);
void __tsan_release(void *address);

SWIFT void lock_slow(uint32_t thread, SELF void *futex) __asm__(LOCK);
SWIFT void unlock_slow(SELF void *futex) __asm__(UNLOCK);

SWIFT void lock_slow(uint32_t thread, SELF void *futex) {
  SWIFT void (*lock)(uint32_t, SELF void *) = (SWIFT void (*)(uint32_t, SELF void *))dlsym(RTLD_NEXT, LOCK);
  lock(thread, futex);
  __tsan_acquire(futex);
}

SWIFT void unlock_slow(SELF void *futex) {
  SWIFT void (*unlock)(SELF void *) = (SWIFT void (*)(SELF void *))dlsym(RTLD_NEXT, UNLOCK);
  __tsan_release(futex);
  unlock(futex);
}

#endif
#endif
