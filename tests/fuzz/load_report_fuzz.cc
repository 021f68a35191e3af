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

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using policygraph::loader::RuleSet;
  static const auto* rules = new std::unique_ptr<const RuleSet>(
      RuleSet::Compile(policygraph::loader::BuiltinRuleFiles()).value());
  policygraph::loader::Source source;
  source.name = "fuzz";
  source.bytes = std::string_view(reinterpret_cast<const char*>(data), size);
  source.place = "德阳市";
  source.year = 2024;
  source.force = true;  // past the check for a report, so that every stage sees the bytes
  const auto result = policygraph::loader::Load(source, **rules);
  // Load checks the delta itself; a delta that fails has no reason for callers and is our own
  // fault.
  if (!result.ok() && !policygraph::GetErrorInfo(result.status())) std::abort();
  return 0;
}
