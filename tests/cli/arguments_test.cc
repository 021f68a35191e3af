#include <filesystem>
#include <fstream>
#include <optional>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "graph/base/error.h"
#include "gtest/gtest.h"
#include "nlohmann/json.hpp"
#include "service/cli/failure.h"
#include "service/cli/json.h"
#include "service/cli/node_choice.h"
#include "service/cli/paging.h"
#include "service/cli/report_files.h"
#include "service/cli/report_name.h"
#include "service/cli/report_reader.h"
#include "service/cli/target.h"
#include "service/cli/wording.h"
#include "service/cli/year_range.h"
#include "tests/loader/sample_files.h"
#include "tests/support/temporary_folder.h"

namespace policygraph::cli {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

TEST(ParseYearRange, TakesOneYearTwoOrOneEnd) {
  EXPECT_EQ(ParseYearRange("2024"), (YearRange{2024, 2024}));
  EXPECT_EQ(ParseYearRange("2023:2025"), (YearRange{2023, 2025}));
  EXPECT_EQ(ParseYearRange("2023:"), (YearRange{2023, 0}));
  EXPECT_EQ(ParseYearRange(":2025"), (YearRange{0, 2025}));
  for (const char* text : {"", ":", "2025:2023", "99", "20x4", "2023-2025", "2023:2024:2025",
                           "+2024", "12024", "-2024:"}) {
    EXPECT_EQ(ParseYearRange(text), std::nullopt) << text;
  }
}

TEST(ResolveTarget, PutsFlagsBeforeTheEnvironmentAndTheDefaultLast) {
  const Target address = {.address = "h:1"};
  const Target store = {.store = "dir"};
  EXPECT_EQ(ResolveTarget(address, store).value(), address);
  EXPECT_EQ(ResolveTarget(store, address).value(), store);
  EXPECT_EQ(ResolveTarget({}, store).value(), store);
  EXPECT_EQ(ResolveTarget({}, address).value(), address);
  EXPECT_EQ(ResolveTarget({}, {}).value(), Target{.address = kDefaultAddress});
}

TEST(ResolveTarget, RefusesTwoTargetsFromOneSource) {
  const Target both = {.address = "h:1", .store = "dir"};
  EXPECT_TRUE(absl::IsInvalidArgument(ResolveTarget(both, {}).status()));
  EXPECT_TRUE(absl::IsInvalidArgument(ResolveTarget({}, both).status()));
  EXPECT_TRUE(ResolveTarget({.store = "other"}, both).ok());
}

v1::SearchHit Hit(const std::string& id, const std::string& name, const std::string& matched,
                  v1::MatchKind match) {
  v1::SearchHit hit;
  hit.mutable_node()->set_id(id);
  hit.mutable_node()->set_name(name);
  hit.mutable_node()->set_kind(v1::NODE_KIND_COUNTY);
  hit.set_matched_name(matched);
  hit.set_match(match);
  return hit;
}

v1::SearchNodesResponse Found(const std::vector<v1::SearchHit>& hits) {
  v1::SearchNodesResponse response;
  for (const v1::SearchHit& hit : hits) *response.add_hits() = hit;
  return response;
}

TEST(ChooseNode, PutsANameBeforeAnAlias) {
  const auto node = ChooseNode("广汉", Found({Hit("a1", "广汉市", "广汉", v1::MATCH_KIND_EXACT),
                                              Hit("a2", "广汉", "广汉", v1::MATCH_KIND_EXACT)}));
  ASSERT_TRUE(node.ok()) << node.status();
  EXPECT_EQ(node->id(), "a2");
}

TEST(ChooseNode, TakesTheOnlyNodeThatHasItAsAnAlias) {
  const auto node =
      ChooseNode("广汉", Found({Hit("a1", "广汉市", "广汉", v1::MATCH_KIND_EXACT),
                                Hit("a2", "广汉大道", "广汉大道", v1::MATCH_KIND_PREFIX)}));
  ASSERT_TRUE(node.ok()) << node.status();
  EXPECT_EQ(node->id(), "a1");
}

TEST(ChooseNode, ListsTheCandidatesOfAnAmbiguousName) {
  const auto node = ChooseNode("新区", Found({Hit("a1", "新区", "新区", v1::MATCH_KIND_EXACT),
                                              Hit("a2", "新区", "新区", v1::MATCH_KIND_EXACT)}));
  EXPECT_TRUE(absl::IsFailedPrecondition(node.status()));
  EXPECT_EQ(GetErrorInfo(node.status())->reason, ErrorReason::kAmbiguousName);
  EXPECT_EQ(GetErrorInfo(node.status())->metadata.at("candidates"), "a1,a2");
  EXPECT_THAT(std::string(node.status().message()), HasSubstr("\na2  新区 (county)"));
}

TEST(ChooseNode, NamesWhatComesNear) {
  const auto node =
      ChooseNode("铁路", Found({Hit("a1", "市域铁路", "市域铁路", v1::MATCH_KIND_SUBSTRING)}));
  EXPECT_TRUE(absl::IsNotFound(node.status()));
  EXPECT_THAT(std::string(node.status().message()), HasSubstr("a1  市域铁路"));
}

TEST(LooksLikeId, TakesThirtyTwoHexDigitsOnly) {
  EXPECT_TRUE(LooksLikeId("5f0c2a9d41b7e3886a10c4d2f7b95e31"));
  EXPECT_TRUE(LooksLikeId("5F0C2A9D41B7E3886A10C4D2F7B95E31"));
  EXPECT_FALSE(LooksLikeId("5f0c2a9d41b7e3886a10c4d2f7b95e3"));
  EXPECT_FALSE(LooksLikeId("5f0c2a9d41b7e3886a10c4d2f7b95e3g"));
}

class ReportFiles : public testing::Test {
 protected:
  std::string Write(const std::string& name, const std::string& content) {
    const std::filesystem::path path = folder_.path() / name;
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << content;
    return path.string();
  }

  const TemporaryFolder folder_;
};

TEST_F(ReportFiles, AreNamedAfterTheirStems) {
  const std::string path = Write("deyang-2024.txt", "12345");
  EXPECT_THAT(FindReportFiles({path}, "").value(), ElementsAre(ReportFile{path, "deyang-2024", 5}));
  EXPECT_THAT(FindReportFiles({path}, "other").value(), ElementsAre(ReportFile{path, "other", 5}));
  EXPECT_THAT(FindReportFiles({"-"}, "x").value(), ElementsAre(ReportFile{"-", "x", 0}));
}

TEST_F(ReportFiles, OfAFolderAreItsDocumentsNearestFirst) {
  const std::string folder = folder_.path().string();
  const std::string deep = Write("a/c.docx", "");
  const std::string b = Write("b.PDF", "");
  const std::string a = Write("a.txt", "");
  Write("notes.md", "");
  Write("~$a.docx", "");
  Write(".git/d.txt", "");
  EXPECT_THAT(FindReportFiles({folder}, "").value(),
              ElementsAre(ReportFile{a, "a", 0}, ReportFile{b, "b", 0}, ReportFile{deep, "c", 0}));
}

TEST_F(ReportFiles, OfOneStemAreToldApartByTheirFolders) {
  const std::string first = Write("x/2024.txt", "");
  const std::string second = Write("甲市/2024.docx", "");
  EXPECT_THAT(FindReportFiles({first, second}, "").value(),
              ElementsAre(ReportFile{first, "2024", 0}, ReportFile{second, "甲市-2024", 0}));
}

TEST_F(ReportFiles, InAnArchiveAreItsDocuments) {
  const std::string zip = Write("year.zip", loader::MakeZip({{"甲市/2024.txt", "12345"},
                                                             {"notes.md", ""},
                                                             {"乙市/2024.pdf", "1"},
                                                             {"__MACOSX/._a.txt", ""}}));
  EXPECT_THAT(FindReportFiles({zip}, "").value(),
              ElementsAre(ReportFile{zip, "2024", 5, "甲市/2024.txt"},
                          ReportFile{zip, "乙市-2024", 1, "乙市/2024.pdf"}));
}

TEST_F(ReportFiles, ThatAreDocumentsOrBrokenArchivesAreReportsThemselves) {
  const std::string docx = Write("a.docx", loader::MakeDocx("<w:p/>"));
  const std::string broken = Write("b.zip", "PK\x03\x04 and nothing more");
  const auto files = FindReportFiles({docx, broken}, "").value();
  ASSERT_EQ(files.size(), 2u);
  EXPECT_EQ(files[0].Label(), docx);
  EXPECT_EQ(files[1].Label(), broken);
}

TEST(ToReportName, HasOnlyWhatNamesMayHave) {
  EXPECT_EQ(ToReportName("2024年政府工作报告（定稿） (1)"), "2024年政府工作报告-定稿-1");
  EXPECT_EQ(ToReportName("-a_b.c-"), "a_b.c");
  EXPECT_EQ(ToReportName("（）"), "");
  EXPECT_EQ(ToReportName(std::string(300, 'a')).size(), 199u);
}

TEST_F(ReportFiles, AreHandedOutOnceEachWithTheirBytes) {
  const std::string zip = Write("year.zip", loader::MakeZip({{"a.txt", "甲"}, {"b.txt", "乙"}}));
  const std::string text = Write("c.txt", "丙丙丙");
  std::vector<ReportFile> files = FindReportFiles({zip, text}, "").value();
  files.push_back({folder_.path() / "none.txt", "none", 0, ""});
  ReportReader reader(files, 5);
  EXPECT_EQ(*reader.Next()->bytes, "甲");
  EXPECT_EQ(*reader.Next()->bytes, "乙");
  EXPECT_EQ(reader.Next()->bytes->size(), 6u);
  EXPECT_TRUE(absl::IsNotFound(reader.Next()->bytes.status()));
  EXPECT_FALSE(reader.Next().has_value());
}

TEST_F(ReportFiles, ThatCannotBeMeantAreUsageErrors) {
  const std::string a = Write("a.txt", "");
  const std::string same = Write("sub/a.txt", "");
  Write("empty/notes.md", "");
  const struct {
    std::vector<std::string> arguments;
    std::string name;
    std::string message;
  } kCases[] = {
      {{"-"}, "", "needs --name"},
      {{folder_.path() / "none.txt"}, "", "no such file"},
      {{folder_.path() / "empty"}, "", "holds no report"},
      {{a, a, a, a, a, a, a, a, a, a, a, a}, "", "is named like another report"},
      {{a, same}, "x", "--name names one report"},
  };
  for (const auto& [arguments, name, message] : kCases) {
    const absl::Status status = FindReportFiles(arguments, name).status();
    EXPECT_EQ(ExitCodeOf(status), ExitCode::kUsage) << message;
    EXPECT_THAT(std::string(status.message()), HasSubstr(message));
  }
}

TEST_F(ReportFiles, AreReadToOneByteAboveTheLimit) {
  const std::string path = Write("a.txt", std::string(200'000, 'x') + '\0');
  EXPECT_EQ(ReadBytes(path, 1'000'000)->size(), 200'001u);
  EXPECT_EQ(ReadBytes(path, 100'000)->size(), 100'001u);
  EXPECT_TRUE(absl::IsNotFound(ReadBytes(path + "x", 10).status()));
}

TEST(ExitCodeOf, TellsWhoMustAct) {
  EXPECT_EQ(ExitCodeOf(absl::OkStatus()), ExitCode::kOk);
  EXPECT_EQ(ExitCodeOf(absl::NotFoundError("")), ExitCode::kFailed);
  EXPECT_EQ(ExitCodeOf(absl::InvalidArgumentError("")), ExitCode::kFailed);
  EXPECT_EQ(ExitCodeOf(UsageError("")), ExitCode::kUsage);
  EXPECT_EQ(ExitCodeOf(absl::UnavailableError("")), ExitCode::kUnavailable);
  EXPECT_EQ(ExitCodeOf(absl::DeadlineExceededError("")), ExitCode::kUnavailable);
}

TEST(FailureText, ListsCandidatesThatTheMessageLeavesOut) {
  const absl::Status status = MakeError(ErrorReason::kAmbiguousName, "甲 names 2: 11aa (四川省)",
                                        {{"name", "甲"}, {"candidates", "11aa,22bb"}});
  EXPECT_EQ(FailureText(status, false), "policygraph: 甲 names 2: 11aa (四川省)\n  22bb\n");
}

TEST(FailureText, LetsNoEscapeCodeThrough) {
  EXPECT_THAT(FailureText(absl::NotFoundError("no \033[2J here"), false), Not(HasSubstr("\033")));
}

TEST(ErrorJson, CarriesReasonAndMetadata) {
  const absl::Status status =
      MakeError(ErrorReason::kReportNotFound, "no report is named x", {{"report", "x"}});
  EXPECT_EQ(nlohmann::json::parse(ErrorJson(status)), nlohmann::json::parse(R"({"error": {
      "code": "NOT_FOUND", "message": "no report is named x", "reason": "REPORT_NOT_FOUND",
      "metadata": {"report": "x"}}})"));
}

// Serves the numbers 0 to 4 in pages.
absl::StatusOr<v1::ListReportsResponse> FiveReports(const v1::ListReportsRequest& request) {
  v1::ListReportsResponse response;
  int next = request.page_token().empty() ? 0 : std::stoi(request.page_token());
  for (int i = 0; i < request.page_size() && next < 5; ++i, ++next) {
    response.add_reports()->set_name(std::to_string(next));
  }
  if (next < 5) response.set_next_page_token(std::to_string(next));
  return response;
}

TEST(ReadPages, JoinsAllPages) {
  const auto all = ReadPages(v1::ListReportsRequest(), /*limit=*/0, /*max_page=*/2,
                             &v1::ListReportsResponse::mutable_reports, FiveReports);
  ASSERT_TRUE(all.ok());
  EXPECT_EQ(all->reports_size(), 5);
  EXPECT_EQ(all->reports(4).name(), "4");
  EXPECT_EQ(all->next_page_token(), "");
}

TEST(ReadPages, StopsAtTheLimitAndKeepsTheToken) {
  const auto some = ReadPages(v1::ListReportsRequest(), /*limit=*/3, /*max_page=*/9,
                              &v1::ListReportsResponse::mutable_reports, FiveReports);
  ASSERT_TRUE(some.ok());
  EXPECT_EQ(some->reports_size(), 3);
  EXPECT_EQ(some->next_page_token(), "3");
}

TEST(Wording, ReadsFiguresInSymbols) {
  const auto figure = [](double value, const std::string& unit, v1::Basis basis,
                         v1::Comparator comparator) {
    v1::Quantity quantity;
    quantity.set_value(value);
    quantity.set_unit(unit);
    quantity.set_basis(basis);
    quantity.set_comparator(comparator);
    return quantity;
  };
  EXPECT_EQ(FigureText(figure(3014.4, "亿元", v1::BASIS_LEVEL, v1::COMPARATOR_EXACTLY)),
            "3014.4亿元");
  EXPECT_EQ(FigureText(figure(6.7, "%", v1::BASIS_GROWTH, v1::COMPARATOR_EXACTLY)), "+6.7%");
  EXPECT_EQ(FigureText(figure(-1.2, "%", v1::BASIS_GROWTH, v1::COMPARATOR_EXACTLY)), "-1.2%");
  EXPECT_EQ(FigureText(figure(12, "次", v1::BASIS_INCREMENT, v1::COMPARATOR_AT_LEAST)), "≥12次");
  EXPECT_EQ(FigureText(figure(2, "名次", v1::BASIS_RANK, v1::COMPARATOR_EXACTLY)), "no. 2");
  v1::Quantity range = figure(1, "个", v1::BASIS_LEVEL, v1::COMPARATOR_BETWEEN);
  range.set_upper_value(2);
  EXPECT_EQ(FigureText(range), "1–2个");
  v1::Quantity relative = figure(1, "个百分点", v1::BASIS_GROWTH, v1::COMPARATOR_MORE_THAN);
  relative.set_reference("全省平均");
  EXPECT_EQ(FigureText(relative), ">+1个百分点 (against 全省平均)");
}

TEST(Wording, WritesNumbersWithoutExponents) {
  EXPECT_EQ(NumberText(0), "0");
  EXPECT_EQ(NumberText(20000), "20000");
  EXPECT_EQ(NumberText(301440000000), "301440000000");
  EXPECT_EQ(NumberText(0.05), "0.05");
  EXPECT_EQ(NumberText(-0.0), "0");
}

TEST(Wording, TakesVocabularyInSmallLetters) {
  EXPECT_EQ(Word(v1::EDGE_KIND_RESPONSIBLE_FOR), "responsible for");
  EXPECT_EQ(EdgeKindChoices().at("responsible_for"), v1::EDGE_KIND_RESPONSIBLE_FOR);
  EXPECT_EQ(NodeKindChoices().count("unspecified"), 0u);
  EXPECT_EQ(Word(static_cast<v1::NodeKind>(99)), "99");
}

TEST(Wording, CountsInWords) {
  EXPECT_EQ(CountText(1, "project"), "1 project");
  EXPECT_EQ(CountText(0, "project"), "0 projects");
  EXPECT_EQ(CountText(2, "sub-strategy", "sub-strategies"), "2 sub-strategies");
}

}  // namespace
}  // namespace policygraph::cli
