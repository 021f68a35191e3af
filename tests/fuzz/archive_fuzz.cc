// Archives: every file in them is found and unpacked, or an error says why not.

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "loader/formats/archive.h"
#include "tests/fuzz/expect_text.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace policygraph::loader;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  constexpr size_t kLimit = 1 << 20;
  auto archive = ArchiveReader::OpenBytes("fuzz", bytes);
  if (!archive.ok()) return 0;
  while (true) {
    const auto file = archive->Next();
    if (!file.ok() && !policygraph::GetErrorInfo(file.status())) std::abort();
    if (!file.ok() || !file->has_value()) return 0;
    ExpectUtf8((*file)->path);
    const auto content = archive->Read(kLimit);
    if (!content.ok() && !policygraph::GetErrorInfo(content.status())) std::abort();
    if (content.ok() && content->size() > kLimit) std::abort();
  }
}
