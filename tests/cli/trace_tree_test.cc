#include "service/cli/trace_tree.h"

#include <string>

#include "gmock/gmock.h"
#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"

namespace policygraph::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

// 同城融圈 <- 市域铁路 (in 旌阳区, by 市交通局, planned and done)
//    ^- 交通同网 <- 北延线
constexpr char kTrace[] = R"pb(
  strategy { id: "s" kind: NODE_KIND_STRATEGY name: "同城融圈" aliases: "融圈" }
  sub_strategies {
    edge {
      source: "t"
      kind: EDGE_KIND_PART_OF
      target: "s"
      evidence { report: "r-2024" statement: 1 start: 40 end: 44 quote: "交通同网" }
    }
    node { id: "t" kind: NODE_KIND_STRATEGY name: "交通同网" }
  }
  projects {
    project { id: "p" kind: NODE_KIND_PROJECT name: "市域铁路" }
    path {
      edge {
        source: "p"
        kind: EDGE_KIND_SUPPORTS
        target: "s"
        evidence { report: "r-2024" statement: 0 start: 0 end: 4 quote: "同城融圈" }
        evidence { report: "r-2024" statement: 1 start: 10 end: 18 quote: "加快市域铁路建设" }
        evidence { report: "r-2024" statement: 1 start: 12 end: 16 quote: "市域铁路" }
      }
      node { id: "p" kind: NODE_KIND_PROJECT name: "市域铁路" }
    }
    places {
      edge { source: "p" kind: EDGE_KIND_LOCATED_IN target: "c" }
      node {
        id: "c"
        kind: NODE_KIND_COUNTY
        name: "旌阳区"
        place { code: "510603" }
      }
    }
    agencies {
      edge {
        source: "a"
        kind: EDGE_KIND_RESPONSIBLE_FOR
        target: "p"
        evidence { report: "r-2024" statement: 1 start: 5 end: 9 quote: "市交通局" }
      }
      node { id: "a" kind: NODE_KIND_AGENCY name: "市交通局" }
    }
    claims {
      hop {
        edge {
          source: "m"
          kind: EDGE_KIND_ADVANCES
          target: "p"
          stage: STAGE_UNDER_WAY
          evidence { report: "r-2024" statement: 1 start: 10 end: 18 quote: "加快市域铁路建设" }
        }
        node {
          id: "m"
          kind: NODE_KIND_COMMITMENT
          name: "完成投资12亿元以上"
          claim {
            year: 2024
            strength: STRENGTH_BINDING
            quantity {
              value: 12
              unit: "亿元"
              basis: BASIS_INCREMENT
              comparator: COMPARATOR_AT_LEAST
            }
          }
        }
      }
      indicators { node { id: "i" kind: NODE_KIND_INDICATOR name: "投资" } }
    }
    claims {
      hop {
        edge { source: "o" kind: EDGE_KIND_ADVANCES target: "p" stage: STAGE_COMPLETED }
        node {
          id: "o"
          kind: NODE_KIND_OUTCOME
          name: "建成一期"
          claim { action: "建成" year: 2023 }
        }
      }
    }
    total_claims: 5
    stage: STAGE_UNDER_WAY
  }
  projects {
    project { id: "q" kind: NODE_KIND_PROJECT name: "北延线" }
    path {
      edge { source: "t" kind: EDGE_KIND_PART_OF target: "s" }
      node { id: "t" }
    }
    path {
      edge { source: "q" kind: EDGE_KIND_SUPPORTS target: "t" }
      node { id: "q" }
    }
  }
  total_projects: 2
  read_revision: 3
)pb";

v1::TraceStrategyResponse Trace() {
  v1::TraceStrategyResponse trace;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(kTrace, &trace));
  return trace;
}

// Evidence within words that the project shows already does not come again.
TEST(TraceTree, ShowsProjectsUnderTheStrategyThatTheySupport) {
  EXPECT_EQ(RenderTree(TraceTree(Trace()), Screen{}),
            "同城融圈  2 projects, 1 sub-strategy; read at revision 3\n"
            "also       融圈\n"
            "│\n"
            "├─ 市域铁路  completed\n"
            "│  place      旌阳区  510603\n"
            "│  agency     市交通局\n"
            "│             「市交通局」  r-2024 5–9\n"
            "│  plan 2024  投资 ≥12亿元  binding  to be under way\n"
            "│             「加快市域铁路建设」  r-2024 10–18\n"
            "│  done 2023  建成  completed\n"
            "│             and 3 more; --max-claims brings more of them\n"
            "│  why here   「同城融圈」  r-2024 0–4\n"
            "│\n"
            "└─ 交通同网  sub-strategy\n"
            "   why here   「交通同网」  r-2024 40–44\n"
            "   │\n"
            "   └─ 北延线\n");
}

TEST(TraceTree, ShowsWholeSentencesWhenItHasThem) {
  const Sentences sentences = {{"r-2024", {"推动同城融圈。", "市交通局加快市域铁路建设。"}}};
  const std::string text = RenderTree(TraceTree(Trace(), sentences), Screen{});
  EXPECT_THAT(text, HasSubstr("「市交通局加快市域铁路建设。」  r-2024 5–9"));
  EXPECT_THAT(text, HasSubstr("「推动同城融圈。」  r-2024 0–4"));
  // Once is enough.
  EXPECT_THAT(text, Not(HasSubstr("r-2024 10–18")));
}

TEST(TraceTree, StandsWithoutTheSentencesOfAReport) {
  const Sentences sentences = {{"r-2024", {"推动同城融圈。"}}, {"other", {}}};
  EXPECT_THAT(RenderTree(TraceTree(Trace(), sentences), Screen{}),
              HasSubstr("「加快市域铁路建设」  r-2024 10–18"));
}

TEST(TraceTree, KeepsAProjectWhosePathIsNotThere) {
  v1::TraceStrategyResponse trace = Trace();
  trace.mutable_projects(1)->clear_path();
  EXPECT_THAT(RenderTree(TraceTree(trace), Screen{}), HasSubstr("\n├─ 北延线\n"));
}

TEST(TraceTree, EndsWhereSubStrategiesGoInACircle) {
  v1::TraceStrategyResponse trace = Trace();
  v1::TraceHop* back = trace.add_sub_strategies();
  back->mutable_edge()->set_source("s");
  back->mutable_edge()->set_target("t");
  back->mutable_node()->set_id("s");
  back->mutable_node()->set_name("同城融圈");
  EXPECT_THAT(RenderTree(TraceTree(trace), Screen{}), Not(HasSubstr("同城融圈  sub-strategy")));
}

}  // namespace
}  // namespace policygraph::cli
