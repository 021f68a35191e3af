// Bytes in any encoding, and joining the lines of what they say.

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "loader/formats/decode_text.h"
#include "loader/formats/join_lines.h"
#include "tests/fuzz/expect_text.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace policygraph::loader;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto text = DecodeText("fuzz", bytes);
  ExpectTextOrReason(text);
  if (text.ok()) ExpectUtf8(JoinLines(*text));
  return 0;
}
