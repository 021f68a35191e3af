#include "service/cli/report_name.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <cstdint>
#include <filesystem>

namespace policygraph::cli {
namespace {

// As the server has it (LoadOptions.report).
constexpr size_t kMaxNameBytes = 200;

bool MayStandInAName(UChar32 character) {
  constexpr uint32_t kLettersAndDigits = U_GC_L_MASK | U_GC_M_MASK | U_GC_ND_MASK;
  return character >= 0 && ((U_GET_GC_MASK(character) & kLettersAndDigits) != 0 ||
                            character == '_' || character == '.');
}

}  // namespace

std::string ToReportName(std::string_view words) {
  std::string name;
  bool gap = false;
  const auto length = static_cast<int32_t>(words.size());
  for (int32_t i = 0; i < length;) {
    const int32_t begin = i;
    UChar32 character;
    U8_NEXT(words.data(), i, length, character);
    if (!MayStandInAName(character)) {
      gap = true;
      continue;
    }
    if (name.size() + (i - begin) + 1 > kMaxNameBytes) break;
    if (gap && !name.empty()) name += '-';
    gap = false;
    name += words.substr(begin, i - begin);
  }
  return name;
}

std::optional<std::string> FreeReportName(const std::string& path,
                                          const std::set<std::string>& taken) {
  const std::filesystem::path file(path);
  std::string words = file.stem().string();
  std::filesystem::path folder = file.parent_path();
  while (true) {
    std::string name = ToReportName(words);
    if (!name.empty() && !taken.contains(name)) return name;
    if (folder.empty() || folder == folder.parent_path()) return std::nullopt;
    words = folder.filename().string() + "-" + words;
    folder = folder.parent_path();
  }
}

}  // namespace policygraph::cli
