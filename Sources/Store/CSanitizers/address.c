// What Address Sanitizer is told. Empty in every other build.
#if defined(__has_feature)
#if __has_feature(address_sanitizer)

const char *__asan_default_options(void);
const char *__lsan_default_suppressions(void);

// Its own status, 1, is one that our programs end with too. What was suppressed is not for their standard error.
const char *__asan_default_options(void) { return "exitcode=66:print_suppressions=0"; }

// Losses of others, each of some bytes and not repeated by what we repeat. Foundation: the page that an empty file is read into (the files that we read
// ourselves are mapped), and a weak reference to a child process, which only tests have. ArgumentParser: an option's path, when it ends the program for a
// wrong value. XCTest: a few objects of each suite, be it the empty one beside Swift Testing's.
const char *__lsan_default_suppressions(void) {
  return "leak:readBytesFromFile\n"
         "leak:s10Foundation7ProcessC3runyyKF\n"
         "leak:s14ArgumentParser8InputKeyV8fullPath\n"
         "leak:libXCTest\n";
}

#endif
#endif
