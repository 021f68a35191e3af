#include "service/cli/trace_totals.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "service/cli/wording.h"

namespace policygraph::cli {
namespace {

// Rows in groups: the first row of each has its label.
class TotalRows {
 public:
  explicit TotalRows(TextTable& table) : table_(table) {}

  void Begin(const char* group) { group_ = group; }

  void Add(StyledText what, int count) {
    table_.AddRow({{group_, Style::kQuiet}, std::move(what), fmt::to_string(count)});
    group_ = "";
  }

 private:
  TextTable& table_;
  const char* group_ = "";
};

}  // namespace

TextTable TotalsTable(const v1::TraceTotals& totals, int max_places) {
  TextTable table({{"in all"}, {.header = "", .wraps = true}, {"count", TextTable::Align::kRight}});
  TotalRows rows(table);
  rows.Begin("projects in");
  const int places = std::min(max_places, totals.places_size());
  for (int i = 0; i < places; ++i) {
    rows.Add({totals.places(i).name(), Style::kName}, totals.places(i).projects());
  }
  if (totals.total_places() > places) {
    table.AddRow({"",
                  {fmt::format("and {} more", CountText(totals.total_places() - places, "place")),
                   Style::kQuiet},
                  ""});
  }
  if (totals.projects_without_place() > 0) {
    rows.Add({"no place said", Style::kQuiet}, totals.projects_without_place());
  }
  rows.Begin("projects");
  for (const v1::StageTotal& stage : totals.stages()) {
    const bool is_said = stage.stage() != v1::STAGE_UNSPECIFIED;
    rows.Add(is_said ? StyledText(Word(stage.stage())) : StyledText("no stage said", Style::kQuiet),
             stage.projects());
  }
  rows.Begin("claims");
  rows.Add(StyledText("commitments"), totals.commitments());
  rows.Add(StyledText("outcomes"), totals.outcomes());
  return table;
}

}  // namespace policygraph::cli
