#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"
#include "service/cli/export/columns.h"
#include "service/cli/export/csv.h"
#include "service/cli/export/export_stream.h"
#include "service/cli/export/graphml.h"
#include "service/cli/export/json_lines.h"
#include "service/cli/export/output_file.h"
#include "tests/support/temporary_folder.h"

namespace policygraph::cli {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

template <typename Message>
Message Parse(const char* text) {
  Message message;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &message));
  return message;
}

v1::Node Claim() {
  return Parse<v1::Node>(R"pb(
    id: "0a"
    kind: NODE_KIND_COMMITMENT
    name: "新增床位1—2万张, \"确保\""
    scope: "a-2024"
    claim {
      action: "新增"
      year: 2024
      strength: STRENGTH_BINDING
      quantity {
        value: 1.5
        upper_value: 2
        unit: "万张"
        base_unit: "张"
        normalized_value: 15000
        normalized_upper_value: 20000
        basis: BASIS_INCREMENT
        comparator: COMPARATOR_BETWEEN
        year: 2024
        text: "1.5—2万张"
      }
    }
    evidence { report: "a-2024" statement: 3 start: 10 end: 20 quote: "新增床位" rule: "action" }
    reports: "a-2024"
    confidence: 0.75)pb");
}

v1::Node Place() {
  return Parse<v1::Node>(R"pb(
    id: "0b"
    kind: NODE_KIND_COUNTY
    name: "旌阳区"
    scope: "510603"
    aliases: "旌阳"
    place { code: "510603" level: DIVISION_LEVEL_COUNTY }
    derivation: "administrative-divisions"
    confidence: 1)pb");
}

v1::Edge Advances() {
  return Parse<v1::Edge>(R"pb(
    source: "0a"
    kind: EDGE_KIND_ADVANCES
    target: "0c"
    stage: STAGE_UNDER_WAY
    evidence { report: "a-2024" statement: 3 start: 12 end: 16 quote: "a<b & c" rule: "link" }
    reports: "a-2024"
    confidence: 0.5)pb");
}

TEST(JsonLines, WritesANodeWithItsFieldsBesideItsName) {
  std::ostringstream out;
  JsonLinesWriter writer(out);
  writer.WriteNode(Claim());
  EXPECT_EQ(nlohmann::json::parse(out.str()), nlohmann::json::parse(R"({"node": {
      "id": "0a", "kind": "COMMITMENT", "name": "新增床位1—2万张, \"确保\"", "scope": "a-2024",
      "aliases": [], "action": "新增", "year": 2024, "strength": "BINDING",
      "quantity": {"value": 1.5, "upperValue": 2.0, "unit": "万张", "baseUnit": "张",
                   "normalizedValue": 15000.0, "normalizedUpperValue": 20000.0,
                   "basis": "INCREMENT", "comparator": "BETWEEN", "year": 2024,
                   "text": "1.5—2万张"},
      "confidence": 0.75,
      "reports": ["a-2024"],
      "evidence": [{"report": "a-2024", "statement": 3, "start": 10, "end": 20,
                    "quote": "新增床位", "rule": "action"}]}})"));
}

TEST(JsonLines, WritesAnEdgeWithItsStage) {
  std::ostringstream out;
  JsonLinesWriter writer(out);
  writer.WriteEdge(Advances());
  EXPECT_EQ(nlohmann::json::parse(out.str()), nlohmann::json::parse(R"({"edge": {
      "kind": "ADVANCES", "source": "0a", "target": "0c", "stage": "UNDER_WAY",
      "confidence": 0.5,
      "reports": ["a-2024"],
      "evidence": [{"report": "a-2024", "statement": 3, "start": 12, "end": 16,
                    "quote": "a<b & c", "rule": "link"}]}})"));
}

TEST(JsonLines, WritesEachElementOnALineOfItsOwn) {
  std::ostringstream out;
  JsonLinesWriter writer(out);
  v1::Node node = Place();
  node.set_name("两行\n的名");
  writer.WriteNode(node);
  writer.WriteEdge(Advances());
  writer.Finish();
  std::istringstream lines(out.str());
  std::vector<std::string> keys;
  for (std::string line; std::getline(lines, line);) {
    keys.push_back(nlohmann::json::parse(line).begin().key());
  }
  EXPECT_THAT(keys, ElementsAre("node", "edge"));
}

TEST(Csv, QuotesAsRfc4180Says) {
  EXPECT_EQ(CsvField("旌阳区"), "旌阳区");
  EXPECT_EQ(CsvField("a,b"), "\"a,b\"");
  EXPECT_EQ(CsvField("say \"x\""), "\"say \"\"x\"\"\"");
  EXPECT_EQ(CsvField("two\nlines"), "\"two\nlines\"");
  EXPECT_EQ(CsvField(""), "");
}

TEST(Csv, WritesOneRowAnElementBelowAHeader) {
  std::ostringstream nodes, edges;
  CsvWriter writer(nodes, edges);
  writer.WriteNode(Place());
  writer.WriteEdge(Advances());
  writer.Finish();
  EXPECT_THAT(nodes.str(), testing::StartsWith("id,kind,name,scope,aliases,"));
  EXPECT_THAT(nodes.str(), HasSubstr("\r\n0b,COUNTY,旌阳区,510603,旌阳,"));
  EXPECT_EQ(edges.str(),
            "source,target,kind,stage,derivation,confidence,reports,confirmed_by,"
            "evidence_count,evidence_report,evidence_start,evidence_end,quote,rule\r\n"
            "0a,0c,ADVANCES,UNDER_WAY,,0.5,a-2024,,1,a-2024,12,16,a<b & c,link\r\n");
}

TEST(Columns, GiveNothingForFieldsOfOtherKinds) {
  for (const Column<v1::Node>& column : NodeColumns()) {
    const std::string value = column.value(v1::Node());
    const bool is_always_there =
        std::string(column.name) == "evidence_count" || std::string(column.name) == "kind";
    EXPECT_EQ(value.empty(), !is_always_there) << column.name;
  }
}

TEST(GraphMl, EscapesWhatXmlForbids) {
  EXPECT_EQ(XmlText("a<b> & \"c\" 'd'"), "a&lt;b&gt; &amp; &quot;c&quot; &apos;d&apos;");
  EXPECT_EQ(XmlText("\033[0m\xFF"), "\uFFFD[0m\uFFFD");
  EXPECT_EQ(XmlText("甲\n乙"), "甲\n乙");
  EXPECT_EQ(XmlText("\uFFFF"), "\uFFFD");
}

TEST(GraphMl, DeclaresEveryKeyThatItUses) {
  std::ostringstream out;
  GraphMlWriter writer(out);
  writer.WriteNode(Claim());
  writer.WriteNode(Place());
  writer.WriteEdge(Advances());
  writer.Finish();
  const std::string xml = out.str();
  const std::string use = "<data key=\"";
  for (size_t at = xml.find(use); at != std::string::npos; at = xml.find(use, at + 1)) {
    const size_t begin = at + use.size();
    const std::string key = xml.substr(begin, xml.find('"', begin) - begin);
    EXPECT_THAT(xml, HasSubstr("<key id=\"" + key + "\"")) << key;
  }
  EXPECT_THAT(xml, HasSubstr("attr.name=\"value\" attr.type=\"double\""));
  EXPECT_THAT(xml, HasSubstr("<data key=\"label\">旌阳区</data>"));
  EXPECT_THAT(xml, HasSubstr("<data key=\"edge_quote\">a&lt;b &amp; c</data>"));
  EXPECT_THAT(xml, testing::EndsWith("</graphml>\n"));
}

TEST(OutputFile, IsNotThereUntilCommitted) {
  const TemporaryFolder folder;
  const std::filesystem::path path = folder.path() / "graph.jsonl";
  {
    auto file = OutputFile::Create(path);
    ASSERT_TRUE(file.ok()) << file.status();
    (*file)->stream() << "half";
  }
  EXPECT_TRUE(std::filesystem::is_empty(folder.path()));

  auto file = OutputFile::Create(path);
  ASSERT_TRUE(file.ok()) << file.status();
  (*file)->stream() << "whole";
  EXPECT_FALSE(std::filesystem::exists(path));
  ASSERT_TRUE((*file)->Commit().ok());
  std::string content;
  std::ifstream(path) >> content;
  EXPECT_EQ(content, "whole");
}

TEST(OutputFile, NamesAPathThatCannotBeWritten) {
  const auto file = OutputFile::Create("/no-such-folder/graph.jsonl");
  EXPECT_THAT(std::string(file.status().message()), HasSubstr("/no-such-folder/graph.jsonl"));
}

v1::ExportGraphResponse Message(const std::string& cursor) {
  v1::ExportGraphResponse response;
  response.set_cursor(cursor);
  response.set_read_revision(7);
  return response;
}

TEST(StreamExport, GoesOnAfterABreakAtTheSameRevision) {
  std::vector<std::string> starts;
  const auto call = [&](const v1::ExportGraphRequest& request,
                        ExportVisitor visit) -> absl::Status {
    starts.push_back(request.cursor());
    if (starts.size() == 1) {
      EXPECT_FALSE(request.has_consistency());
      EXPECT_TRUE(visit(Message("1")).ok());
      EXPECT_TRUE(visit(Message("2")).ok());
      return absl::UnavailableError("gone");
    }
    EXPECT_EQ(request.consistency().exactly(), 7u);
    return visit(Message("3"));
  };
  std::vector<std::string> seen;
  const auto visit = [&](const v1::ExportGraphResponse& response) {
    seen.push_back(response.cursor());
    return absl::OkStatus();
  };
  EXPECT_TRUE(StreamExport({}, call, visit).ok());
  EXPECT_THAT(starts, ElementsAre("", "2"));
  EXPECT_THAT(seen, ElementsAre("1", "2", "3"));
}

TEST(StreamExport, GivesUpWhenAnAttemptBringsNothing) {
  int calls = 0;
  const auto call = [&](const v1::ExportGraphRequest&, ExportVisitor visit) -> absl::Status {
    if (++calls == 1) visit(Message("1")).IgnoreError();
    return absl::UnavailableError("gone");
  };
  const auto visit = [](const v1::ExportGraphResponse&) { return absl::OkStatus(); };
  EXPECT_TRUE(absl::IsUnavailable(StreamExport({}, call, visit)));
  EXPECT_EQ(calls, 2);
}

TEST(StreamExport, EndsWhenTheVisitorFails) {
  int calls = 0;
  const auto call = [&](const v1::ExportGraphRequest&, ExportVisitor visit) -> absl::Status {
    ++calls;
    EXPECT_FALSE(visit(Message("1")).ok());
    return absl::UnavailableError("cancelled");
  };
  const auto visit = [](const v1::ExportGraphResponse&) {
    return absl::ResourceExhaustedError("full");
  };
  EXPECT_TRUE(absl::IsResourceExhausted(StreamExport({}, call, visit)));
  EXPECT_EQ(calls, 1);
}

}  // namespace
}  // namespace policygraph::cli
