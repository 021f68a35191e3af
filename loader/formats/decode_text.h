#ifndef POLICYGRAPH_LOADER_FORMATS_DECODE_TEXT_H_
#define POLICYGRAPH_LOADER_FORMATS_DECODE_TEXT_H_

#include <string>
#include <string_view>

#include "absl/status/statusor.h"

namespace policygraph::loader {

// Turns the bytes of a text into UTF-8 with \n line ends and without a byte order mark. Reads
// UTF-8, UTF-16 with and without a byte order mark, GB18030, and `declared`: the encoding that the
// text itself says it is in, when there is one. `name` is what messages call the text.
// INVALID_ARGUMENT with TEXT_TOO_LARGE, EMPTY_TEXT, BINARY_CONTENT or INVALID_ENCODING.
absl::StatusOr<std::string> DecodeText(std::string_view name, std::string_view bytes,
                                       std::string_view declared = {});

}  // namespace policygraph::loader

#endif  // POLICYGRAPH_LOADER_FORMATS_DECODE_TEXT_H_
