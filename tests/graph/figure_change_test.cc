#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "graph/delivery/figure_change.h"
#include "graph/comparison/target_ladder.h"

namespace policygraph {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

Quantity Figure(double value, const std::string& unit, double scale = 1) {
  Quantity quantity;
  quantity.value = value;
  quantity.normalized_value = value * scale;
  quantity.unit = quantity.base_unit = unit;
  return quantity;
}

Quantity Range(double low, double high) {
  Quantity quantity = Figure(low, "%");
  quantity.normalized_upper_value = high;
  return quantity;
}

TEST(ChangeOfFigureTest, TellsHigherFromLower) {
  EXPECT_EQ(ChangeOfFigure(Figure(6, "%"), Figure(6, "%")), Change::kKept);
  EXPECT_EQ(ChangeOfFigure(Figure(6, "%"), Figure(6.5, "%")), Change::kRaised);
  EXPECT_EQ(ChangeOfFigure(Figure(6, "%"), Figure(5, "%")), Change::kLowered);
}

TEST(ChangeOfFigureTest, ComparesUnitsOfOneFamily) {
  EXPECT_EQ(ChangeOfFigure(Figure(13000, "斤", 1e8), Figure(6500, "吨", 1e5)), Change::kKept);
  EXPECT_EQ(ChangeOfFigure(Figure(1, "吨"), Figure(1, "斤")), Change::kLowered);
  EXPECT_EQ(ChangeOfFigure(Figure(1, "吨"), Figure(1, "%")), Change::kRestated);
}

TEST(ChangeOfFigureTest, ARangeMovesWhenNeitherEndGoesTheOtherWay) {
  EXPECT_EQ(ChangeOfFigure(Figure(7, "%"), Range(6.5, 7)), Change::kLowered);
  EXPECT_EQ(ChangeOfFigure(Range(6.5, 7), Range(6.5, 7)), Change::kKept);
  EXPECT_EQ(ChangeOfFigure(Range(6, 7), Range(5.5, 7.5)), Change::kRestated);
}

TEST(CodesAboveTest, GoUpToTheNation) {
  EXPECT_THAT(CodesAbove("510603"), ElementsAre("510600", "510000", "000000"));
  EXPECT_THAT(CodesAbove("510600"), ElementsAre("510000", "000000"));
  EXPECT_THAT(CodesAbove("510000"), ElementsAre("000000"));
  EXPECT_THAT(CodesAbove("000000"), IsEmpty());
  EXPECT_THAT(CodesAbove(""), IsEmpty());
}

}  // namespace
}  // namespace policygraph
