#pragma once

// Under which sanitizer clang compiled this.
#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define WIRELAB_ADDRESS_SANITIZER true
#endif
#if __has_feature(thread_sanitizer)
#define WIRELAB_THREAD_SANITIZER true
#endif
#endif
#ifndef WIRELAB_ADDRESS_SANITIZER
#define WIRELAB_ADDRESS_SANITIZER false
#endif
#ifndef WIRELAB_THREAD_SANITIZER
#define WIRELAB_THREAD_SANITIZER false
#endif

namespace wirelab::test {

constexpr bool address_sanitizer = WIRELAB_ADDRESS_SANITIZER;
constexpr bool thread_sanitizer = WIRELAB_THREAD_SANITIZER;

}  // namespace wirelab::test
