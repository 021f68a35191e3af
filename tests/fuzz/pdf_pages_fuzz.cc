// What pdftotext may give, down to the paragraphs.

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "loader/formats/decode_text.h"
#include "loader/formats/join_lines.h"
#include "loader/formats/pdf_pages.h"
#include "tests/fuzz/expect_text.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace policygraph::loader;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto text = DecodeText("fuzz", TextOfPages(bytes));
  ExpectTextOrReason(text);
  if (text.ok()) ExpectUtf8(JoinLines(*text));
  return 0;
}
