#include "graph/search/name_index.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "fmt/format.h"
#include "graph/search/name_normalizer.h"
#include "graph/search/search_words.h"
#include "tests/graph/delta_builder.h"
#include "tests/support/random_graph.h"
#include "tests/support/stored_graph.h"

namespace policygraph {
namespace {

using testing::ElementsAre;
using testing::ElementsAreArray;
using testing::IsEmpty;

TEST(NameNormalizerTest, TakesOutWhatDoesNotMatter) {
  struct Case {
    std::string_view name, normalized;
  };
  for (const auto& [name, normalized] : std::vector<Case>{
           {"同城融圈", "同城融圈"},
           {"“同城融圈”", "同城融圈"},
           {"「同城 融圈」", "同城融圈"},
           {"《规划》", "规划"},
           {"'a\"b'", "ab"},
           {"Ｓ１１线", "s11线"},
           {"S11 线", "s11线"},
           {"东·西　部", "东西部"},
           {"“3＋1”主导产业", "3+1主导产业"},
           {"“”", ""},
           {"", ""},
           {"\xFF路", "\uFFFD路"},
       }) {
    EXPECT_EQ(NormalizeName(name), normalized) << name;
  }
}

TEST(NameNormalizerTest, NormalizingAgainChangesNothing) {
  std::mt19937 random(5);
  for (int i = 0; i < 200; ++i) {
    const std::string once = NormalizeName(RandomName(random));
    EXPECT_EQ(NormalizeName(once), once);
  }
}

// A graph of projects, or other nodes, with these names: the first is the node's own, the others
// are its aliases.
class Projects {
 public:
  Projects() = default;
  explicit Projects(const std::vector<std::vector<std::string>>& projects) {
    for (const std::vector<std::string>& names : projects) Add(NodeKind::kProject, names);
  }

  NodeAssertion& Add(NodeKind kind, const std::vector<std::string>& names) {
    NodeAssertion& node = builder_.Node(kind, names.front());
    node.node.aliases.assign(names.begin() + 1, names.end());
    std::erase(node.node.aliases, names.front());
    std::ranges::sort(node.node.aliases);
    return node;
  }

  DeltaBuilder& builder() { return builder_; }
  StoredGraph Store() const { return StoredGraph({builder_.Build()}); }

 private:
  DeltaBuilder builder_{"report"};
};

std::vector<std::string> Search(const StoredGraph& graph, const NameQuery& query) {
  std::vector<std::string> names;
  for (const NameHit& hit : graph.state().names().Search(query).hits) {
    const NodeId id = graph.view().id(hit.vertex);
    names.push_back(graph.view().snapshot().ReadNodes(std::span(&id, 1)).value().front().node.name);
  }
  return names;
}

TEST(NameIndexTest, BestFitComesFirstAndThenTheShorterName) {
  const StoredGraph graph =
      Projects({{"铁路"}, {"铁路一期"}, {"铁路站"}, {"市域铁路"}, {"成都至德阳铁路"}, {"公路"}})
          .Store();
  EXPECT_THAT(Search(graph, {.text = "铁路"}),
              ElementsAre("铁路", "铁路站", "铁路一期", "市域铁路", "成都至德阳铁路"));
}

TEST(NameIndexTest, AmongEqualsTheBetterConnectedComesFirst) {
  Projects projects({{"甲路"}, {"乙路"}, {"丙路"}});
  DeltaBuilder& builder = projects.builder();
  NodeAssertion& strategy = builder.Node(NodeKind::kStrategy, "战略");
  builder.Edge(builder.Node(NodeKind::kProject, "乙路"), EdgeKind::kSupports, strategy);
  const StoredGraph graph = projects.Store();
  EXPECT_EQ(Search(graph, {.text = "路"}).front(), "乙路");
}

TEST(NameIndexTest, FindsAnyPartOfAnyLength) {
  const std::string name = "市域铁路Ｓ11线·北延线";
  const StoredGraph graph = Projects({{name}, {"医保卡"}}).Store();
  for (const char* part : {"市", "线", "路s", "11", "铁路Ｓ11", "线北延", "市域铁路S11线北延线"}) {
    EXPECT_THAT(Search(graph, {.text = part}), ElementsAre(name)) << part;
  }
  for (const char* part : {"", "“”", "市铁", "线线", "x", "市域铁路S11线北延线路"}) {
    EXPECT_THAT(Search(graph, {.text = part}), IsEmpty()) << part;
  }
}

TEST(NameIndexTest, ANodeComesOnceByItsBestName) {
  Projects projects;
  projects.Add(NodeKind::kProject, {"成德市域铁路", "成德", "成德线"});
  const StoredGraph graph = projects.Store();
  const NameHits found = graph.state().names().Search({.text = "成德"});
  EXPECT_EQ(found.total, 1u);
  ASSERT_EQ(found.hits.size(), 1u);
  EXPECT_EQ(found.hits[0].match, NameMatch::kExact);
}

TEST(NameIndexTest, StatementsAndClaimsComeAfterEntities) {
  Projects projects({{"老路新修路"}});
  projects.Add(NodeKind::kStatement, {"0"}).evidence.front().quote = "今年“修路”。";
  projects.Add(NodeKind::kCommitment, {"修路"});
  const StoredGraph graph = projects.Store();
  EXPECT_THAT(Search(graph, {.text = "修路"}), ElementsAre("老路新修路", "修路", "0"));
  const NameHits found = graph.state().names().Search({.text = "修路"});
  EXPECT_EQ(found.hits[0].field, MatchField::kName);
  EXPECT_EQ(found.hits[1].field, MatchField::kText);
  EXPECT_EQ(found.hits[2].match, NameMatch::kSubstring);
  const std::vector<NodeKind> claims = {NodeKind::kCommitment};
  EXPECT_THAT(Search(graph, {.text = "修路", .kinds = claims}), ElementsAre("修路"));
  const std::vector<NodeKind> both = {NodeKind::kProject, NodeKind::kStatement};
  EXPECT_THAT(Search(graph, {.text = "修路", .kinds = both}), ElementsAre("老路新修路", "0"));
}

TEST(NameIndexTest, PagesTogetherAreTheWholeAnswer) {
  Projects projects;
  for (int i = 0; i < 25; ++i) projects.Add(NodeKind::kProject, {fmt::format("路{}", i * i)});
  const StoredGraph graph = projects.Store();
  const std::vector<std::string> all = Search(graph, {.text = "路", .limit = 100});
  ASSERT_EQ(all.size(), 25u);
  std::vector<std::string> paged;
  for (size_t first = 0; first < 30; first += 7) {
    std::ranges::copy(Search(graph, {.text = "路", .first = first, .limit = 7}),
                      std::back_inserter(paged));
  }
  EXPECT_EQ(paged, all);
}

TEST(NameIndexTest, FindExactIsOfOneKindAndByAliasToo) {
  Projects projects;
  projects.Add(NodeKind::kProject, {"广汉市", "广汉"});
  projects.Add(NodeKind::kCounty, {"广汉市", "广汉"});
  const StoredGraph graph = projects.Store();
  const NodeId county = NodeId::Of(NodeKind::kCounty, "", "广汉市");
  const NameIndex& names = graph.state().names();
  EXPECT_THAT(names.FindExact("“广汉”", NodeKind::kCounty), ElementsAre(graph.At(county)));
  EXPECT_THAT(names.FindExact("广", NodeKind::kCounty), IsEmpty());
  EXPECT_THAT(names.FindExact("", NodeKind::kCounty), IsEmpty());
}

TEST(NameIndexTest, BestNameSaysWhatWasFound) {
  MergedNode merged;
  merged.node.name = "广汉市";
  merged.node.aliases = {"“广汉”", "雒城"};
  const auto best = [&](std::string_view text) { return BestName(merged, SearchWords::Of(text)); };
  EXPECT_EQ(best("广汉"), "“广汉”");
  EXPECT_EQ(best("汉市"), "广汉市");
  EXPECT_EQ(best("市 广"), "广汉市");
  EXPECT_EQ(best("雒"), "雒城");
  EXPECT_EQ(best("德阳"), std::nullopt);
  EXPECT_EQ(best("广 雒"), std::nullopt) << "all words in one name";
  EXPECT_EQ(best(" "), std::nullopt);
}

TEST(NameIndexTest, WordsMayStandApartAndCloserOnesComeFirst) {
  const StoredGraph graph = Projects({{"甲县至乙县新建铁路"},
                                      {"铁路新建甲县段"},
                                      {"甲县铁路"},
                                      {"铁路甲县"},
                                      {"甲县公路"}})
                                .Store();
  EXPECT_THAT(Search(graph, {.text = "甲县 铁路"}),
              ElementsAre("甲县铁路", "铁路甲县", "铁路新建甲县段", "甲县至乙县新建铁路"));
  EXPECT_THAT(Search(graph, {.text = "\"新建 铁路\" 甲县"}), ElementsAre("甲县至乙县新建铁路"));
}

TEST(NameIndexTest, AmongEqualsTheSurerComesFirst) {
  Projects projects({{"甲大路"}});
  projects.Add(NodeKind::kProject, {"乙路"}).confidence = 60;
  EXPECT_THAT(Search(projects.Store(), {.text = "路"}), ElementsAre("甲大路", "乙路"));
}

TEST(SearchWordsTest, PhrasesInQuotesAreOneWord) {
  struct Case {
    std::string_view query;
    std::vector<std::string> words;
  };
  for (const auto& [query, words] : std::vector<Case>{
           {"铁路 公路", {"铁路", "公路"}},
           {"铁路　铁路", {"铁路"}},
           {"\"市域 铁路\" Ｓ11", {"市域铁路", "s11"}},
           {"“市域 铁路”", {"市域铁路"}},
           {"“3＋1”主导产业", {"3+1主导产业"}},
           {"\"市域 铁路", {"市域", "铁路"}},
           {" “” ", {}},
       }) {
    EXPECT_EQ(SearchWords::Of(query).words, words) << query;
  }
}

TEST(SearchWordsTest, HighlightsAreCodePointsOfTheTextAsWritten) {
  const auto spans = [](std::string_view text, std::string_view query) {
    std::vector<std::pair<uint32_t, uint32_t>> found;
    for (const TextSpan& span : Highlights(text, SearchWords::Of(query))) {
      found.emplace_back(span.start, span.end);
    }
    return found;
  };
  using Spans = std::vector<std::pair<uint32_t, uint32_t>>;
  EXPECT_EQ(spans("新建铁路和铁路站", "铁路"), (Spans{{2, 4}, {5, 7}}));
  EXPECT_EQ(spans("市域铁路Ｓ１１线·北延线", "s11线北"), (Spans{{4, 10}}));
  EXPECT_EQ(spans("甲乙丙丁", "丙丁 甲乙"), (Spans{{0, 4}}));
  EXPECT_EQ(spans("㎞长", "km"), (Spans{{0, 1}})) << "one character that became two";
  EXPECT_EQ(spans("甲", "乙"), Spans());
}

TEST(SearchWordsTest, NormalizedTextIsTheNormalizedName) {
  std::mt19937 random(7);
  for (int i = 0; i < 300; ++i) {
    const std::string name = RandomName(random);
    const NormalizedText text = NormalizeText(name);
    EXPECT_EQ(text.text, NormalizeName(name));
    EXPECT_EQ(text.origins.size(), text.text.size());
  }
}

class RandomNamesTest : public testing::TestWithParam<int> {};

TEST_P(RandomNamesTest, FindsWhatAScanOfAllNamesFindsInTheSameOrder) {
  std::mt19937 random(static_cast<uint32_t>(GetParam()));
  Projects projects;
  std::map<NodeId, std::set<std::pair<std::string, MatchField>>> names;
  for (int i = 0; i < 300; ++i) {
    const std::vector<std::string> node = {RandomName(random), RandomName(random)};
    const NodeId id = projects.Add(NodeKind::kProject, node).node.id;
    names[id] = {{NormalizeName(node[0]), MatchField::kName},
                 {NormalizeName(node[1]), MatchField::kAlias}};  // a later namesake replaces it
  }
  const StoredGraph graph = projects.Store();

  for (int i = 0; i < 100; ++i) {
    // Without its spaces: words that stand apart have tests of their own.
    const std::string query = NormalizeName(RandomName(random, 1 + static_cast<size_t>(i) % 4));
    const std::string text = NormalizeName(query);
    std::set<std::tuple<NameMatch, MatchField, size_t, NodeId>> ranked;
    for (const auto& [id, node_names] : names) {
      std::set<std::tuple<NameMatch, MatchField, size_t>> fits;
      for (const auto& [name, field] : node_names) {
        const size_t at = text.empty() ? std::string::npos : name.find(text);
        if (at == std::string::npos) continue;
        fits.emplace(name == text ? NameMatch::kExact
                     : at == 0    ? NameMatch::kPrefix
                                  : NameMatch::kSubstring,
                     field, name.size());
      }
      if (fits.empty()) continue;
      const auto& [match, field, length] = *fits.begin();
      ranked.emplace(match, field, length, id);
    }
    std::vector<NodeId> expected;
    for (const auto& [match, field, length, id] : ranked) expected.push_back(id);

    const NameHits found = graph.state().names().Search({.text = query, .limit = names.size()});
    std::vector<NodeId> ids;
    for (const NameHit& hit : found.hits) ids.push_back(graph.view().id(hit.vertex));
    EXPECT_EQ(found.total, expected.size()) << query;
    EXPECT_THAT(ids, ElementsAreArray(expected)) << query;
  }
}

INSTANTIATE_TEST_SUITE_P(Seeds, RandomNamesTest, testing::Range(1, 4),
                         [](const auto& info) { return fmt::format("Seed{}", info.param); });

}  // namespace
}  // namespace policygraph
