#include "graph/filter/order_by.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <vector>

#include "graph/base/error.h"

namespace policygraph {
namespace {

using testing::ElementsAre;

struct Row {
  std::string name;
  std::optional<double> year;
};

const FilterSchema& Schema() {
  static const FilterSchema schema = {
      {"name"}, {"year", FieldType::kNumber}, {"aliases", FieldType::kTexts}};
  return schema;
}

std::vector<size_t> Sorted(std::string_view text, const std::vector<Row>& rows) {
  const absl::StatusOr<OrderBy> order = OrderBy::Of(text, Schema());
  EXPECT_TRUE(order.ok()) << text << ": " << order.status();
  return order->Sorted(rows.size(), [&](size_t record, size_t field) -> FieldValue {
    const Row& row = rows[record];
    if (field == 0) return std::string_view(row.name);
    return row.year.has_value() ? FieldValue(*row.year) : FieldValue();
  });
}

TEST(OrderByTest, SortsByEachKeyAndKeepsTheRest) {
  const std::vector<Row> rows = {{"b", 2023}, {"a", 2024}, {"c", std::nullopt}, {"a", 2022}};
  EXPECT_THAT(Sorted("", rows), ElementsAre(0, 1, 2, 3));
  EXPECT_THAT(Sorted("name", rows), ElementsAre(1, 3, 0, 2));
  EXPECT_THAT(Sorted(" name desc ,year asc", rows), ElementsAre(2, 0, 3, 1));
  EXPECT_THAT(Sorted("year", rows), ElementsAre(3, 0, 1, 2));
  EXPECT_THAT(Sorted("year desc", rows), ElementsAre(1, 0, 3, 2)) << "none comes last either way";
}

TEST(OrderByTest, RefusesWithTheColumn) {
  struct Case {
    std::string text;
    int column;
    std::string_view expected;
  };
  for (const auto& [text, column, expected] : std::vector<Case>{
           {"name, size", 7, "no field is named size; expected one of name, year, aliases"},
           {"name, ,year", 7, "expected a field"},
           {"name,", 6, "expected a field"},
           {"name down", 6, "expected asc, desc or a comma, found down"},
           {"name desc year", 11, "expected a comma, found year"},
           {"year, name, year desc", 13, "year comes twice"},
           {"aliases", 1, "aliases has several values"},
           {std::string(201, ' '), 201, "above the maximum of 200"},
       }) {
    const absl::Status status = OrderBy::Of(text, Schema()).status();
    const std::optional<ErrorInfo> info = GetErrorInfo(status);
    ASSERT_TRUE(info.has_value()) << text;
    EXPECT_EQ(info->metadata.at("column"), std::to_string(column)) << text << ": " << status;
    EXPECT_EQ(info->metadata.at("field"), "order_by");
    EXPECT_THAT(std::string(status.message()), testing::HasSubstr(expected)) << text;
  }
}

}  // namespace
}  // namespace policygraph
