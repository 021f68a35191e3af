#include "graph/filter/filter.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <functional>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "fmt/format.h"
#include "graph/base/error.h"

namespace policygraph {
namespace {

struct Work {
  int kind = 1;
  double confidence = 0;
  std::optional<double> year;
  std::string name;
  std::vector<std::string> aliases;
};

const FilterSchema& Schema() {
  static const FilterSchema schema = {
      {"kind", FieldType::kChoice, {{"PROJECT", 1}, {"STRATEGY", 2}}},
      {"confidence", FieldType::kNumber},
      {"year", FieldType::kNumber},
      {.name = "name", .in_bare_words = true},
      {.name = "aliases", .type = FieldType::kTexts, .in_bare_words = true},
      {"time", FieldType::kTime},
  };
  return schema;
}

FieldValue Value(const Work& work, size_t field) {
  switch (field) {
    case 0:
      return double(work.kind);
    case 1:
      return work.confidence;
    case 2:
      return work.year.has_value() ? FieldValue(*work.year) : FieldValue();
    case 3:
      return std::string_view(work.name);
    case 4:
      return std::vector<std::string_view>(work.aliases.begin(), work.aliases.end());
    default:
      return 1764000000.0;  // 2025-11-24T16:00:00Z
  }
}

Truth Tested(std::string_view text, const Work& work) {
  const absl::StatusOr<Filter> filter = Filter::Of(text, Schema());
  EXPECT_TRUE(filter.ok()) << text << ": " << filter.status();
  return filter.ok() ? filter->Test([&](size_t field) { return Value(work, field); })
                     : Truth::kUnknown;
}

TEST(FilterTest, ComparesEachTypeOfField) {
  const Work work = {1, 0.8, std::nullopt, "甲市铁路", {"甲线", "甲铁"}};
  for (const char* text : {
           "", "kind = PROJECT", "kind=project", "kind != STRATEGY", "confidence >= 0.8",
           "confidence < 1", "name = 甲市铁路", "name : 市铁", "name > 甲", "aliases = 甲线",
           "aliases:铁", "aliases:*", "NOT year:*", "year != 2024", "NOT year = 2024", "市铁", "甲线",
           "甲 铁路 -乙", "kind = STRATEGY OR name : 甲 AND confidence > 0.5",
           "time > 2025-11-24", "time < \"2025-11-24T16:00:01Z\"", "aliases != 乙线"}) {
    EXPECT_EQ(Tested(text, work), Truth::kTrue) << text;
  }
  for (const char* text :
       {"kind = STRATEGY", "confidence > 0.8", "name = 甲市", "aliases = 甲", "aliases != 甲线",
        "year:*", "year > 0", "year <= 0", "乙", "time <= 2025-11-24", "-甲"}) {
    EXPECT_EQ(Tested(text, work), Truth::kFalse) << text;
  }
}

TEST(FilterTest, RefusesWithTheColumnAndWhatWasExpected) {
  struct Case {
    std::string_view text;
    int column;
    std::string_view expected;
  };
  for (const auto& [text, column, expected] : std::vector<Case>{
           {"kind = PROJECT AND nam = 甲", 20,
            "no field is named nam; expected one of kind, confidence, year, name, aliases, time"},
           {"kind = ROAD", 8, "kind expects one of PROJECT, STRATEGY, found ROAD"},
           {"kind < PROJECT", 1, "kind has no order"},
           {"confidence > high", 14, "confidence expects a number, found high"},
           {"confidence > \"0.8\"", 14, "confidence expects a number"},
           {"year = 2024x", 8, "year expects a number"},
           {"year = nan", 8, "year expects a number"},
           {"time > 2026-13-24", 8, "time expects a day"},
       }) {
    const absl::Status status = Filter::Of(text, Schema()).status();
    const std::optional<ErrorInfo> info = GetErrorInfo(status);
    ASSERT_TRUE(info.has_value()) << text;
    EXPECT_EQ(info->metadata.at("column"), std::to_string(column)) << text << ": " << status;
    EXPECT_THAT(std::string(status.message()), testing::HasSubstr(expected)) << text;
  }
  const FilterSchema no_words = {{"year", FieldType::kNumber}};
  EXPECT_THAT(std::string(Filter::Of("甲", no_words).status().message()),
              testing::HasSubstr("write a field and ="));
}

TEST(FilterTest, WhatIsNotReadYetIsUnknownUnlessTheRestDecides) {
  const auto test = [](std::string_view text) {
    return Filter::Of(text, Schema())->Test([](size_t field) {
      return field == 3 ? FieldValue(NotRead()) : Value({2, 0.5, {}, "", {}}, field);
    });
  };
  EXPECT_EQ(test("name = 甲"), Truth::kUnknown);
  EXPECT_EQ(test("NOT name = 甲"), Truth::kUnknown);
  EXPECT_EQ(test("name != 甲"), Truth::kUnknown);
  EXPECT_EQ(test("kind = PROJECT AND name = 甲"), Truth::kFalse);
  EXPECT_EQ(test("name = 甲 OR kind = STRATEGY"), Truth::kTrue);
  EXPECT_EQ(test("name = 甲 AND kind = STRATEGY"), Truth::kUnknown);
}

// A random condition, as text and as what it means, made without the parser.
class RandomCondition {
 public:
  explicit RandomCondition(uint32_t seed) : random_(seed) {}

  Work MakeWork() {
    Work work{Pick(1, 2), Pick(0, 4) / 4.0, std::nullopt, Word(), {}};
    if (Pick(0, 2) != 0) work.year = Pick(2020, 2023);
    for (int i = Pick(0, 2); i > 0; --i) work.aliases.push_back(Word());
    return work;
  }

  using Meaning = std::function<bool(const Work&)>;
  struct Condition {
    std::string text;
    Meaning holds;
  };

  Condition Make(int depth) {
    if (depth == 0 || Pick(0, 3) == 0) return MakeRestriction();
    const Condition a = Make(depth - 1);
    if (Pick(0, 3) == 0) {
      return {(Pick(0, 1) ? "NOT (" : "-(") + a.text + ")",
              [a](const Work& work) { return !a.holds(work); }};
    }
    const Condition b = Make(depth - 1);
    if (Pick(0, 1)) {
      return {fmt::format("({}) OR ({})", a.text, b.text),
              [a, b](const Work& work) { return a.holds(work) || b.holds(work); }};
    }
    return {fmt::format("({}) {}({})", a.text, Pick(0, 1) ? "AND " : "", b.text),
            [a, b](const Work& work) { return a.holds(work) && b.holds(work); }};
  }

 private:
  int Pick(int from, int to) { return std::uniform_int_distribution(from, to)(random_); }

  std::string Word() {
    constexpr std::array<const char*, 4> kCharacters = {"甲", "乙", "\"", "\\"};
    std::string word;
    for (int i = Pick(1, 3); i > 0; --i) word += kCharacters[static_cast<size_t>(Pick(0, 3))];
    return word;
  }

  static std::string Quoted(const std::string& word) {
    std::string quoted = "\"";
    for (const char c : word) {
      if (c == '"' || c == '\\') quoted += '\\';
      quoted += c;
    }
    return quoted + '"';
  }

  Condition MakeRestriction() {
    const std::string word = Word();
    switch (Pick(0, 5)) {
      case 0:
        return {"kind = STRATEGY", [](const Work& work) { return work.kind == 2; }};
      case 1: {
        const double bound = Pick(0, 4) / 4.0;
        return {fmt::format("confidence<={}", bound),
                [bound](const Work& work) { return work.confidence <= bound; }};
      }
      case 2: {
        const int year = Pick(2020, 2023);
        return {fmt::format("year >{}", year), [year](const Work& work) {
                  return work.year.has_value() && *work.year > year;
                }};
      }
      case 3:
        return {"name:" + Quoted(word), [word](const Work& work) {
                  return work.name.find(word) != std::string::npos;
                }};
      case 4:
        return {"aliases != " + Quoted(word),
                [word](const Work& work) { return !std::ranges::count(work.aliases, word); }};
      default:
        return {Quoted(word), [word](const Work& work) {
                  const auto holds = [&](const std::string& name) {
                    return name.find(word) != std::string::npos;
                  };
                  return holds(work.name) || std::ranges::any_of(work.aliases, holds);
                }};
    }
  }

  std::mt19937 random_;
};

TEST(FilterTest, RandomFiltersMeanWhatTheyWereMadeToMean) {
  const uint32_t seed = std::random_device()();
  SCOPED_TRACE(fmt::format("seed {}", seed));
  RandomCondition random(seed);
  int passed = 0;
  for (int i = 0; i < 500; ++i) {
    const RandomCondition::Condition condition = random.Make(4);
    for (int j = 0; j < 10; ++j) {
      const Work work = random.MakeWork();
      const bool expected = condition.holds(work);
      passed += expected;
      ASSERT_EQ(Tested(condition.text, work), expected ? Truth::kTrue : Truth::kFalse)
          << condition.text;
    }
  }
  EXPECT_GT(passed, 500);
  EXPECT_LT(passed, 4500);
}

}  // namespace
}  // namespace policygraph
