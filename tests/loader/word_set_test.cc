#include "loader/rules/word_set.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <utility>
#include <vector>

namespace policygraph::loader {
namespace {

using Found = std::vector<std::pair<size_t, size_t>>;  // bytes, word

Found ToFound(const WordSet::Matches& matches) {
  Found found;
  for (const WordSet::Match& match : matches) found.emplace_back(match.length, match.word);
  return found;
}

TEST(WordSetTest, FindsAllWordsAtAPlaceShortestFirst) {
  const WordSet set({"中心", "中", "中心城区", "城区"});
  EXPECT_EQ(ToFound(set.AllAt("在中心城区内", 3)), (Found{{3, 1}, {6, 0}, {12, 2}}));
  EXPECT_EQ(ToFound(set.AllAt("在中心城区内", 0)), Found{});
  EXPECT_EQ(set.LongestAt("在中心城乡", 3)->length, 6u);
}

TEST(WordSetTest, FindsAllWordsThatEndAtAPlaceShortestFirst) {
  const WordSet set({"区", "城区", "中心城区", "中心"});
  EXPECT_EQ(ToFound(set.AllEndingAt("在中心城区内", 15)), (Found{{3, 0}, {6, 1}, {12, 2}}));
  EXPECT_EQ(ToFound(set.AllEndingAt("在中心城区内", 18)), Found{});
  EXPECT_EQ(set.LongestEndingAt("老城区", 9)->length, 6u);
}

TEST(WordSetTest, ReadsNoWordAcrossTheEndsOfTheText) {
  const WordSet set({"中心", "心城"});
  EXPECT_FALSE(set.LongestAt("在中", 3).has_value());
  EXPECT_FALSE(set.LongestAt("在中", 6).has_value());
  EXPECT_FALSE(set.LongestEndingAt("城", 3).has_value());
  EXPECT_FALSE(set.LongestEndingAt("城", 0).has_value());
}

TEST(WordSetTest, ReadsNoWordInTheMiddleOfACharacter) {
  const WordSet set({"·", "第"});
  const std::string text = "中第·中";
  for (size_t at = 0; at <= text.size(); ++at) {
    EXPECT_EQ(set.LongestAt(text, at).has_value(), at == 3 || at == 6) << at;
    EXPECT_EQ(set.LongestEndingAt(text, at).has_value(), at == 6 || at == 8) << at;
  }
}

TEST(WordSetTest, OfEqualWordsTheFirstCountsAndEmptyOnesNever) {
  const WordSet set({"", "市", "市"});
  EXPECT_EQ(set.Find("市"), 1u);
  EXPECT_FALSE(set.Find("").has_value());
  EXPECT_FALSE(set.empty());
  EXPECT_TRUE(WordSet(std::vector<std::string>{""}).empty());
}

TEST(WordSetTest, FindTakesWholeWordsOnly) {
  const WordSet set({"市", "市民"});
  EXPECT_EQ(set.Find("市民"), 1u);
  EXPECT_FALSE(set.Find("市民们").has_value());
  EXPECT_FALSE(set.Find("民").has_value());
}

TEST(WordSetTest, FindsWhatComparingEachWordFinds) {
  const std::vector<std::string> characters = {"甲", "乙", "·", "x", "𠀀"};
  std::mt19937 random(20261123);
  const auto text_of = [&](size_t most) {
    std::string text;
    for (size_t left = random() % (most + 1); left > 0; --left) {
      text += characters[random() % characters.size()];
    }
    return text;
  };
  for (int round = 0; round < 200; ++round) {
    std::vector<std::string> words;
    for (int i = 0; i < 20; ++i) words.push_back(text_of(4));
    const WordSet set(words);
    const std::string text = text_of(12);
    for (size_t at = 0; at <= text.size(); ++at) {
      size_t from = 0;
      size_t until = 0;
      for (const std::string& word : words) {
        if (text.compare(at, word.size(), word) == 0) from = std::max(from, word.size());
        if (text.substr(0, at).ends_with(word)) until = std::max(until, word.size());
      }
      const auto begins = set.LongestAt(text, at);
      const auto ends = set.LongestEndingAt(text, at);
      EXPECT_EQ(begins.has_value() ? begins->length : 0, from) << text << " at " << at;
      EXPECT_EQ(ends.has_value() ? ends->length : 0, until) << text << " until " << at;
    }
  }
}

}  // namespace
}  // namespace policygraph::loader
