#ifndef POLICYGRAPH_LOADER_RULES_RULE_FILES_H_
#define POLICYGRAPH_LOADER_RULES_RULE_FILES_H_

#include <map>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "google/protobuf/message.h"

namespace policygraph::loader {

// Contents of the rule and reference files by name relative to the project (loader/rules/zh/
// claims.textproto, data/divisions/divisions.tsv). The views last as long as the program.
using RuleFiles = std::map<std::string, std::string_view>;

// The files this program was built with.
const RuleFiles& BuiltinRuleFiles();

// The content of a file; INTERNAL naming it when there is none.
absl::StatusOr<std::string_view> FindRuleFile(const RuleFiles& files, std::string_view name);

// Parses a textproto file into `rules`; INVALID_ARGUMENT naming the file, line and fault.
absl::Status ParseRuleFile(const RuleFiles& files, std::string_view name,
                           google::protobuf::Message& rules);

}  // namespace policygraph::loader

#endif  // POLICYGRAPH_LOADER_RULES_RULE_FILES_H_
