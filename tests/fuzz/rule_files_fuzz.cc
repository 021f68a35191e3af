// A rule file with anything in it: the rules compile, or a status says what is wrong. The first
// byte chooses the file.

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <string_view>

#include "loader/rules/claim_rules.h"
#include "loader/rules/confidence_rules.h"
#include "loader/rules/link_rules.h"
#include "loader/rules/mention_rules.h"
#include "loader/rules/place_rules.h"
#include "loader/rules/quantity_rules.h"
#include "loader/rules/reading_rules.h"
#include "loader/rules/rule_files.h"

namespace policygraph::loader {
namespace {

template <typename Rules>
void Compile(const RuleFiles& files) {
  static_cast<void>(Rules::Compile(files).ok());
}

struct Reader {
  std::string_view file;
  void (*compile)(const RuleFiles& files);
};

constexpr Reader kReaders[] = {
    {"claims", Compile<ClaimRules>},     {"confidence", Compile<ConfidenceRules>},
    {"indicators", Compile<ClaimRules>}, {"links", Compile<LinkRules>},
    {"mentions", Compile<MentionRules>}, {"mentions_projects", Compile<MentionRules>},
    {"places", Compile<PlaceRules>},     {"quantities", Compile<QuantityRules>},
    {"reading", Compile<ReadingRules>},
};

}  // namespace
}  // namespace policygraph::loader

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace policygraph::loader;
  if (size == 0) return 0;
  const Reader& reader = kReaders[data[0] % std::size(kReaders)];
  RuleFiles files = BuiltinRuleFiles();
  files["loader/rules/zh/" + std::string(reader.file) + ".textproto"] =
      std::string_view(reinterpret_cast<const char*>(data) + 1, size - 1);
  reader.compile(files);
  return 0;
}
