// Pages of HTML, once they are UTF-8.

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "loader/formats/decode_text.h"
#include "loader/formats/file_format.h"
#include "loader/formats/html_text.h"
#include "tests/fuzz/expect_text.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace policygraph::loader;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto page = DecodeText("fuzz", bytes, DeclaredEncoding(bytes));
  if (page.ok()) ExpectTextOrReason(HtmlText("fuzz", *page));
  return 0;
}
