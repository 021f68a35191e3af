#ifndef POLICYGRAPH_LOADER_RULES_READING_RULES_H_
#define POLICYGRAPH_LOADER_RULES_READING_RULES_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "loader/rules/pattern_set.h"
#include "loader/rules/rule_files.h"
#include "policygraph/rules/v1/reading.pb.h"
#include "re2/re2.h"

namespace policygraph::loader {

// A pattern with the name of its rule.
struct ReadingPattern {
  std::string name;
  std::shared_ptr<const re2::RE2> pattern;

  bool Matches(std::string_view text) const;
  // The text of the first group of the first match; empty when there is none.
  std::string_view Capture(std::string_view text) const;
};

// How a work report is read: the compiled form of loader/rules/zh/reading.textproto, whose schema
// says what each field means. Immutable; may be shared by threads.
class ReadingRules {
 public:
  struct HeadingStyle {
    ReadingPattern rule;
    bool runs_in = false;
    bool to_end_of_paragraph = false;
    bool outermost = false;
    bool after_front = false;
    size_t max_characters = 0;
  };
  struct ReportSign {
    ReadingPattern rule;
    int weight = 0;
    int times = 1;
    bool in_opening = false;
  };
  struct YearPattern {
    ReadingPattern rule;
    int offset = 0;
  };
  struct ProgressTitle {
    ReadingPattern rule;
    int weight = 0;
  };
  struct PartOfYear {
    ReadingPattern rule;
    int month = 0;        // the last; 0: as many as the group says, of months_each
    int months_each = 0;
  };

  // INVALID_ARGUMENT naming the file and rule at fault: a field is missing, a pattern is no regular
  // expression, an example does not match or a counterexample does.
  static absl::StatusOr<ReadingRules> Compile(const RuleFiles& files);

  const rules::v1::ReadingRuleFile& file() const { return *file_; }
  const std::vector<HeadingStyle>& heading_styles() const { return heading_styles_; }
  const std::vector<ReportSign>& report_signs() const { return report_signs_; }
  const std::vector<YearPattern>& year_patterns() const { return year_patterns_; }
  const std::vector<ReadingPattern>& place_patterns() const { return place_patterns_; }
  const std::vector<ReadingPattern>& own_kind() const { return own_kind_; }
  const std::vector<ReadingPattern>& national() const { return national_; }
  const std::vector<ReadingPattern>& titles() const { return titles_; }
  const std::vector<ProgressTitle>& progress_titles() const { return progress_titles_; }
  const std::vector<PartOfYear>& parts_of_year() const { return parts_of_year_; }

  // Indices of the part cues of the file that a sentence gives, in order.
  std::vector<int> PartCuesIn(std::string_view sentence) const;

 private:
  std::shared_ptr<const rules::v1::ReadingRuleFile> file_;
  std::vector<HeadingStyle> heading_styles_;
  std::vector<ReportSign> report_signs_;
  std::vector<YearPattern> year_patterns_;
  std::vector<ReadingPattern> place_patterns_;
  std::vector<ReadingPattern> own_kind_;
  std::vector<ReadingPattern> national_;
  std::vector<ReadingPattern> titles_;
  std::vector<ProgressTitle> progress_titles_;
  std::vector<PartOfYear> parts_of_year_;
  PatternSet part_cues_;
};

}  // namespace policygraph::loader

#endif  // POLICYGRAPH_LOADER_RULES_READING_RULES_H_
