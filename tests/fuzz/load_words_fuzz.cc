// Sentences of the words that the rules know, in any order: what mutated bytes seldom reach. Each
// two bytes choose a word.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "graph/base/error.h"
#include "loader/pipeline.h"
#include "loader/rules/rule_files.h"
#include "loader/rules/rule_set.h"

namespace policygraph::loader {
namespace {

constexpr std::string_view kMarks[] = {"。", "，",   "、", "；",   "：",   "“",   "”",
                                       "《", "》",   "（", "）",   "\n",   "—",   "%",
                                       "1",  "2024", "百", "亿元", "甲市", "乙县"};

// The marks, and then what stands in quotes in the files.
std::vector<std::string_view> WordsOf(const RuleFiles& files) {
  std::vector<std::string_view> words(std::begin(kMarks), std::end(kMarks));
  for (const auto& [name, content] : files) {
    if (!name.ends_with(".textproto")) continue;
    for (size_t at = content.find('"'); at != content.npos; at = content.find('"', at + 1)) {
      const size_t end = content.find('"', at + 1);
      if (end == content.npos) break;
      if (end > at + 1) words.push_back(content.substr(at + 1, end - at - 1));
      at = end;
    }
  }
  return words;
}

const RuleSet& Rules() {
  static const RuleSet& rules = *RuleSet::Compile(BuiltinRuleFiles()).value().release();
  return rules;
}

}  // namespace
}  // namespace policygraph::loader

// Before the first input, which is not to be blamed for the time it takes.
extern "C" int LLVMFuzzerInitialize(int*, char***) {
  policygraph::loader::Rules();
  return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace policygraph::loader;
  static const auto* words = new std::vector<std::string_view>(WordsOf(BuiltinRuleFiles()));
  std::string text;
  for (size_t i = 0; i + 1 < size; i += 2) {
    // One word in four is a mark, as in a text.
    const size_t number = data[i] << 8 | data[i + 1];
    text +=
        number % 4 == 0 ? kMarks[number / 4 % std::size(kMarks)] : (*words)[number % words->size()];
  }
  Source source;
  source.name = "fuzz";
  source.bytes = text;
  source.place = "德阳市";
  source.year = 2024;
  source.force = true;
  const auto result = Load(source, Rules());
  if (!result.ok() && !policygraph::GetErrorInfo(result.status())) std::abort();
  return 0;
}
