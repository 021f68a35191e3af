// Word documents.

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "loader/formats/docx_text.h"
#include "tests/fuzz/expect_text.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace policygraph::loader;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  ExpectTextOrReason(DocxText("fuzz", bytes));
  return 0;
}
