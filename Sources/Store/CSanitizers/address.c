// Settings of Address Sanitizer. Empty in all other builds.
#if defined(__has_feature)
#if __has_feature(address_sanitizer)

const char *__asan_default_options(void);
const char *__lsan_default_suppressions(void);

// The sanitizer's default status, 1, is one that our programs also end with. A list of suppressed leaks does not belong on their standard
// error.
const char *__asan_default_options(void) { return "exitcode=66:print_suppressions=0"; }

// Leaks in code of others, each of some bytes and not growing. Foundation: the page that an empty file is read into (files that we read
// ourselves are mapped), and a weak reference to a child process, which only tests have. ArgumentParser: an option's path, when it ends the
// program because of a wrong value. XCTest: a few objects of each suite, even of the empty one beside Swift Testing's.
const char *__lsan_default_suppressions(void) {
  return "leak:readBytesFromFile\n"
         "leak:s10Foundation7ProcessC3runyyKF\n"
         "leak:s14ArgumentParser8InputKeyV8fullPath\n"
         "leak:libXCTest\n";
}

#endif
#endif
