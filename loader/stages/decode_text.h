#ifndef POLICYGRAPH_LOADER_STAGES_DECODE_TEXT_H_
#define POLICYGRAPH_LOADER_STAGES_DECODE_TEXT_H_

#include <cstddef>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"

namespace policygraph::loader {

// The largest text that is read. The longest reports have a few hundred kilobytes.
inline constexpr size_t kMaxTextBytes = 8 << 20;

// Turns a file's bytes into UTF-8 with \n line ends and without a byte order mark. Reads UTF-8,
// UTF-16 with a byte order mark and GB18030. `name` is what messages call the text.
// INVALID_ARGUMENT with TEXT_TOO_LARGE, EMPTY_TEXT, BINARY_CONTENT or INVALID_ENCODING.
absl::StatusOr<std::string> DecodeText(std::string_view name, std::string_view bytes);

}  // namespace policygraph::loader

#endif  // POLICYGRAPH_LOADER_STAGES_DECODE_TEXT_H_
