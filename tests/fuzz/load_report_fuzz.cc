// Any bytes at all: the loader answers with a sound delta or an error that says why, and never
// crashes.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string_view>

#include "graph/base/error.h"
#include "loader/pipeline.h"
#include "loader/rules/rule_files.h"
#include "loader/rules/rule_set.h"

namespace policygraph::loader {
namespace {

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
  policygraph::loader::Source source;
  source.name = "fuzz";
  source.bytes = std::string_view(reinterpret_cast<const char*>(data), size);
  source.place = "德阳市";
  source.year = 2024;
  source.force = true;  // past the check for a report, so that every stage sees the bytes
  const auto result = policygraph::loader::Load(source, policygraph::loader::Rules());
  // Load checks the delta itself; a delta that fails has no reason for callers and is our own
  // fault.
  if (!result.ok() && !policygraph::GetErrorInfo(result.status())) std::abort();
  return 0;
}
