#include "service/report_fields.h"

#include "absl/time/time.h"
#include "service/field_values.h"

namespace policygraph::service {
namespace {

FieldTable<const StoredReport*> MakeReportFields() {
  using R = const StoredReport*;
  FieldTable<R> table;
  table
      .Add({.name = "name", .in_bare_words = true},
           [](const R& r) { return TextValue(r->report.name); })
      .Add({.name = "title", .in_bare_words = true},
           [](const R& r) { return TextValue(r->report.details.title); })
      .Add({.name = "place", .in_bare_words = true},
           [](const R& r) { return TextValue(r->report.details.place); })
      .Add({"place_code"}, [](const R& r) { return TextValue(r->report.details.place_code); })
      .Add({"year", FieldType::kNumber},
           [](const R& r) { return NumberValue(r->report.details.year); })
      .Add({"through_month", FieldType::kNumber},
           [](const R& r) {
             return FieldValue(static_cast<double>(r->report.details.through_month));
           })
      .Add({"characters", FieldType::kNumber},
           [](const R& r) { return FieldValue(static_cast<double>(r->report.characters)); })
      .Add({"statements", FieldType::kNumber},
           [](const R& r) { return FieldValue(static_cast<double>(r->report.statements)); })
      .Add({"revision", FieldType::kNumber},
           [](const R& r) { return FieldValue(static_cast<double>(r->revision.number)); })
      .Add({"load_time", FieldType::kTime}, [](const R& r) {
        return FieldValue(absl::ToDoubleSeconds(r->load_time - absl::UnixEpoch()));
      });
  return table;
}

}  // namespace

const FieldTable<const StoredReport*>& ReportFields() {
  static const FieldTable<const StoredReport*> table = MakeReportFields();
  return table;
}

}  // namespace policygraph::service
