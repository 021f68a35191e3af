#ifndef POLICYGRAPH_TESTS_FUZZ_EXPECT_TEXT_H_
#define POLICYGRAPH_TESTS_FUZZ_EXPECT_TEXT_H_

#include <cstdint>
#include <cstdlib>
#include <string>

#include "absl/status/statusor.h"
#include "graph/base/error.h"
#include "unicode/utf8.h"

namespace policygraph::loader {

// Stops the program unless the bytes are well-formed UTF-8 without NUL.
inline void ExpectUtf8(const std::string& text) {
  const auto length = static_cast<int32_t>(text.size());
  for (int32_t i = 0; i < length;) {
    UChar32 character;
    U8_NEXT(text.data(), i, length, character);
    if (character <= 0) std::abort();
  }
}

// Stops the program unless this is what a reader may answer with: well-formed UTF-8, or an error
// that has a reason.
inline void ExpectTextOrReason(const absl::StatusOr<std::string>& text) {
  if (text.ok()) {
    ExpectUtf8(*text);
  } else if (!GetErrorInfo(text.status())) {
    std::abort();
  }
}

}  // namespace policygraph::loader

#endif  // POLICYGRAPH_TESTS_FUZZ_EXPECT_TEXT_H_
