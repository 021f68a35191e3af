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

TEST(NameIndexTest, StatementsAndClaimsComeOnlyWhenAskedFor) {
  Projects projects({{"修路"}});
  projects.Add(NodeKind::kStatement, {"今年修路。"});
  projects.Add(NodeKind::kCommitment, {"再修路"});
  const StoredGraph graph = projects.Store();
  EXPECT_THAT(Search(graph, {.text = "修路"}), ElementsAre("修路"));
  const std::vector<NodeKind> claims = {NodeKind::kCommitment};
  EXPECT_THAT(Search(graph, {.text = "修路", .kinds = claims}), ElementsAre("再修路"));
  const std::vector<NodeKind> both = {NodeKind::kProject, NodeKind::kStatement};
  EXPECT_THAT(Search(graph, {.text = "修路", .kinds = both}), ElementsAre("修路", "今年修路。"));
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
  Node node;
  node.name = "广汉市";
  node.aliases = {"“广汉”", "雒城"};
  EXPECT_EQ(BestName(node, "广汉"), "“广汉”");
  EXPECT_EQ(BestName(node, "汉市"), "广汉市");
  EXPECT_EQ(BestName(node, "雒"), "雒城");
  EXPECT_EQ(BestName(node, "德阳"), std::nullopt);
}

class RandomNamesTest : public testing::TestWithParam<int> {};

TEST_P(RandomNamesTest, FindsWhatAScanOfAllNamesFindsInTheSameOrder) {
  std::mt19937 random(static_cast<uint32_t>(GetParam()));
  Projects projects;
  std::map<NodeId, std::set<std::string>> names;
  for (int i = 0; i < 300; ++i) {
    const std::vector<std::string> node = {RandomName(random), RandomName(random)};
    const NodeId id = projects.Add(NodeKind::kProject, node).node.id;
    names[id] = {NormalizeName(node[0]), NormalizeName(node[1])};  // a later namesake replaces it
  }
  const StoredGraph graph = projects.Store();

  for (int i = 0; i < 100; ++i) {
    const std::string query = RandomName(random, 1 + static_cast<size_t>(i) % 4);
    const std::string text = NormalizeName(query);
    std::set<std::tuple<NameMatch, size_t, NodeId>> ranked;
    for (const auto& [id, node_names] : names) {
      std::set<std::pair<NameMatch, size_t>> fits;
      for (const std::string& name : node_names) {
        const size_t at = text.empty() ? std::string::npos : name.find(text);
        if (at == std::string::npos) continue;
        fits.emplace(name == text ? NameMatch::kExact
                     : at == 0    ? NameMatch::kPrefix
                                  : NameMatch::kSubstring,
                     name.size());
      }
      if (!fits.empty()) ranked.emplace(fits.begin()->first, fits.begin()->second, id);
    }
    std::vector<NodeId> expected;
    for (const auto& [match, length, id] : ranked) expected.push_back(id);

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
