#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "graph/delivery/common_unit.h"
#include "graph/delivery/verdict.h"

namespace policygraph {
namespace {

using testing::HasSubstr;

// A figure as the loader reads it: `scale` is what the unit's multiplier stands for.
Quantity Figure(double value, const std::string& unit, Basis basis,
                Comparator comparator = Comparator::kExactly, const std::string& base_unit = "",
                double scale = 1) {
  Quantity quantity;
  quantity.value = value;
  quantity.unit = unit;
  quantity.base_unit = base_unit.empty() ? unit : base_unit;
  quantity.normalized_value = value * scale;
  quantity.basis = basis;
  quantity.comparator = comparator;
  quantity.text = "figure";
  return quantity;
}

Quantity Range(double low, double high, const std::string& unit, Basis basis) {
  Quantity quantity = Figure(low, unit, basis, Comparator::kBetween);
  quantity.upper_value = high;
  quantity.normalized_upper_value = high;
  return quantity;
}

constexpr BetterDirection kUp = BetterDirection::kUp;
constexpr BetterDirection kDown = BetterDirection::kDown;
constexpr BetterDirection kUnknown = BetterDirection::kUnspecified;

struct Case {
  std::string what;
  Quantity promised;
  BetterDirection better;
  Quantity reported;
  Verdict verdict;
};

TEST(JudgeFigureTest, HoldsWhatWasReportedAgainstWhatWasPromised) {
  using enum Comparator;
  using enum Verdict;
  constexpr Basis kGrowth = Basis::kGrowth;
  constexpr Basis kLevel = Basis::kLevel;
  constexpr Basis kIncrement = Basis::kIncrement;
  constexpr Basis kShare = Basis::kShare;
  const std::vector<Case> cases = {
      {"增长6%, 6.1%", Figure(6, "%", kGrowth), kUp, Figure(6.1, "%", kGrowth), kFulfilled},
      {"增长6%, 5.9%", Figure(6, "%", kGrowth), kUp, Figure(5.9, "%", kGrowth), kNotFulfilled},
      {"6%左右, 5.7%", Figure(6, "%", kGrowth, kAbout), kUp, Figure(5.7, "%", kGrowth), kFulfilled},
      {"6%左右, 5.6%", Figure(6, "%", kGrowth, kAbout), kUp, Figure(5.6, "%", kGrowth),
       kNotFulfilled},
      {"6%左右, 7%", Figure(6, "%", kGrowth, kAbout), kUp, Figure(7, "%", kGrowth), kFulfilled},
      {"6%以上, 6%", Figure(6, "%", kGrowth, kAtLeast), kUp, Figure(6, "%", kGrowth), kFulfilled},
      {"6%—6.5%, 6.1%", Range(6, 6.5, "%", kGrowth), kUp, Figure(6.1, "%", kGrowth), kFulfilled},
      {"6%—6.5%, 6.8%", Range(6, 6.5, "%", kGrowth), kUp, Figure(6.8, "%", kGrowth), kFulfilled},
      {"6%—6.5%, 5.9%", Range(6, 6.5, "%", kGrowth), kUp, Figure(5.9, "%", kGrowth),
       kNotFulfilled},
      {"涨幅3%左右, 0.2%", Figure(3, "%", kGrowth, kAbout), kDown, Figure(0.2, "%", kGrowth),
       kFulfilled},
      {"涨幅3%左右, 3.1%", Figure(3, "%", kGrowth, kAbout), kDown, Figure(3.1, "%", kGrowth),
       kFulfilled},
      {"涨幅3%左右, 3.3%", Figure(3, "%", kGrowth, kAbout), kDown, Figure(3.3, "%", kGrowth),
       kNotFulfilled},
      {"失业率5.5%以内, 5.1%", Figure(5.5, "%", kShare, kAtMost), kDown, Figure(5.1, "%", kShare),
       kFulfilled},
      {"5.5%以内 of what nobody knows, 5.6%", Figure(5.5, "%", kShare, kAtMost), kUnknown,
       Figure(5.6, "%", kShare), kNotFulfilled},
      {"能耗下降3%, 下降3.4%", Figure(-3, "%", kGrowth), kDown, Figure(-3.4, "%", kGrowth),
       kFulfilled},
      {"能耗下降3%, 下降2.6%", Figure(-3, "%", kGrowth), kDown, Figure(-2.6, "%", kGrowth),
       kNotFulfilled},
      {"能耗下降3%以上, 上升1%", Figure(-3, "%", kGrowth, kAtLeast), kDown,
       Figure(1, "%", kGrowth), kNotFulfilled},
      {"能耗下降2.5%左右, 下降超过3%", Figure(-2.5, "%", kGrowth, kAbout), kDown,
       Figure(-3, "%", kGrowth, kMoreThan), kFulfilled},
      {"能耗下降3%以上, 下降不到5%", Figure(-3, "%", kGrowth, kAtLeast), kDown,
       Figure(-5, "%", kGrowth, kLessThan), kNoEvidence},
      {"增长3%, 下降超过1%", Figure(3, "%", kGrowth), kUp, Figure(-1, "%", kGrowth, kMoreThan),
       kNotFulfilled},
      {"1200万人以上, 1256万人", Figure(1200, "万人", kIncrement, kAtLeast, "人", 1e4), kUp,
       Figure(1256, "万人", kIncrement, kExactly, "人", 1e4), kFulfilled},
      {"突破8500家, 8500家", Figure(8500, "家", kLevel, kMoreThan), kUp, Figure(8500, "家", kLevel),
       kFulfilled},
      {"新建100个, 60个", Figure(100, "个", kIncrement), kUnknown, Figure(60, "个", kIncrement),
       kPartly},
      {"新建100个, 40个", Figure(100, "个", kIncrement), kUnknown, Figure(40, "个", kIncrement),
       kNotFulfilled},
      {"达到100个, 60个", Figure(100, "个", kLevel), kUnknown, Figure(60, "个", kLevel),
       kNotFulfilled},
      {"9800万元 of 1亿元", Figure(1, "亿元", kIncrement, kExactly, "元", 1e8), kUp,
       Figure(9800, "万元", kIncrement, kExactly, "元", 1e4), kPartly},
      {"10500万元 of 1亿元", Figure(1, "亿元", kIncrement, kExactly, "元", 1e8), kUp,
       Figure(10500, "万元", kIncrement, kExactly, "元", 1e4), kFulfilled},
      {"1050万吨以上, 超过220亿斤", Figure(1050, "万吨", kLevel, kAtLeast, "吨", 1e4), kUp,
       Figure(220, "亿斤", kLevel, kMoreThan, "斤", 1e8), kFulfilled},
      {"300个, 超过200个: at least 200", Figure(300, "个", kLevel), kUp,
       Figure(200, "个", kLevel, kMoreThan), kNoEvidence},
      {"第2, 第1", Figure(2, "名次", Basis::kRank), kUnknown, Figure(1, "名次", Basis::kRank),
       kFulfilled},
      {"第2, 第3", Figure(2, "名次", Basis::kRank), kUnknown, Figure(3, "名次", Basis::kRank),
       kNotFulfilled},
  };
  for (const Case& c : cases) {
    ASSERT_TRUE(AreComparable(c.promised, c.reported)) << c.what;
    const FigureVerdict verdict = JudgeFigure(c.promised, c.better, c.reported);
    EXPECT_EQ(static_cast<int>(verdict.verdict), static_cast<int>(c.verdict))
        << c.what << ": " << verdict.arithmetic;
  }
}

TEST(JudgeFigureTest, TellsTheArithmeticInTheUnitOfThePromise) {
  Quantity promised = Figure(1, "亿元", Basis::kIncrement, Comparator::kExactly, "元", 1e8);
  promised.text = "1亿元";
  Quantity reported = Figure(9800, "万元", Basis::kIncrement, Comparator::kExactly, "元", 1e4);
  reported.text = "9800万元";
  EXPECT_EQ(JudgeFigure(promised, kUp, reported).arithmetic,
            "promised 1亿元, reported 9800万元 = 0.98亿元: 0.98亿元 is less than 1亿元, 98% of it");
}

TEST(JudgeFigureTest, SaysHowMuchAboutIs) {
  const FigureVerdict verdict =
      JudgeFigure(Figure(6, "%", Basis::kGrowth, Comparator::kAbout), kUp,
                  Figure(5.8, "%", Basis::kGrowth));
  EXPECT_THAT(verdict.arithmetic, HasSubstr("5.8% is no less than 5.7%"));
  EXPECT_LT(verdict.confidence, kCertain);
}

TEST(AreComparableTest, WantsOneBasisPeriodReferenceAndFamilyOfUnits) {
  const Quantity figure = Figure(10, "个", Basis::kIncrement);
  EXPECT_TRUE(AreComparable(figure, Figure(10, "所", Basis::kIncrement)));
  EXPECT_FALSE(AreComparable(figure, Figure(10, "个", Basis::kLevel)));
  EXPECT_FALSE(AreComparable(figure, Figure(10, "万人", Basis::kIncrement)));
  EXPECT_FALSE(AreComparable(figure, Figure(10, "%", Basis::kIncrement)));
  Quantity of_five_years = figure;
  of_five_years.period = Period::kSeveralYears;
  EXPECT_FALSE(AreComparable(figure, of_five_years));
  Quantity relative = figure;
  relative.reference = "全省平均";
  EXPECT_FALSE(AreComparable(figure, relative));
}

TEST(AreComparableTest, GrowthIsAgainstTheYearBeforeUnlessItSaysOtherwise) {
  const Quantity promised = Figure(7, "%", Basis::kGrowth);
  Quantity reported = promised;
  reported.reference = "上年";
  EXPECT_TRUE(AreComparable(promised, reported));
  reported.reference = "全省";
  EXPECT_FALSE(AreComparable(promised, reported));
}

TEST(CommonUnitTest, ConvertsWithinAFamily) {
  EXPECT_EQ(CommonUnitOf("斤").unit, "吨");
  EXPECT_DOUBLE_EQ(CommonUnitOf("斤").factor * 2000, 1);
  EXPECT_DOUBLE_EQ(CommonUnitOf("亩").factor * 15, CommonUnitOf("公顷").factor);
  EXPECT_EQ(CommonUnitOf("标箱").unit, "标箱");
}

}  // namespace
}  // namespace policygraph
