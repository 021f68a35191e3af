#include "loader/rules/rule_files.h"

#include "fmt/format.h"
#include "google/protobuf/io/tokenizer.h"
#include "google/protobuf/text_format.h"
#include "graph/base/status_macros.h"

namespace policygraph::loader {
namespace {

// Keeps the first fault that the parser reports.
class FirstFault : public google::protobuf::io::ErrorCollector {
 public:
  void AddError(int line, int column, const std::string& message) override {
    if (text_.empty()) text_ = fmt::format("{}:{}: {}", line + 1, column + 1, message);
  }
  const std::string& text() const { return text_; }

 private:
  std::string text_;
};

}  // namespace

absl::StatusOr<std::string_view> FindRuleFile(const RuleFiles& files, std::string_view name) {
  const auto it = files.find(std::string(name));
  if (it == files.end()) {
    return absl::InternalError(fmt::format("rule file {} is missing from this build", name));
  }
  return it->second;
}

absl::Status ParseRuleFile(const RuleFiles& files, std::string_view name,
                           google::protobuf::Message& rules) {
  ASSIGN_OR_RETURN(const std::string_view content, FindRuleFile(files, name));
  FirstFault fault;
  google::protobuf::TextFormat::Parser parser;
  parser.RecordErrorsTo(&fault);
  if (parser.ParseFromString(std::string(content), &rules)) return absl::OkStatus();
  return absl::InvalidArgumentError(fmt::format("{}:{}", name, fault.text()));
}

}  // namespace policygraph::loader
