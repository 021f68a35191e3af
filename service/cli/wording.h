#ifndef POLICYGRAPH_SERVICE_CLI_WORDING_H_
#define POLICYGRAPH_SERVICE_CLI_WORDING_H_

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "policygraph/v1/comparison_service.pb.h"
#include "policygraph/v1/curation_service.pb.h"
#include "policygraph/v1/delivery_service.pb.h"
#include "policygraph/v1/graph.pb.h"
#include "policygraph/v1/report_service.pb.h"
#include "policygraph/v1/vocabulary.pb.h"

namespace policygraph::cli {

// How the vocabulary reads on a terminal: enum names in small letters without their prefix
// (RESPONSIBLE_FOR: responsible for), and figures in a short form of symbols.

std::string Word(v1::NodeKind kind);
std::string Word(v1::EdgeKind kind);
std::string Word(v1::Stage stage);
std::string Word(v1::ReportPart part);
std::string Word(v1::LoadEffect effect);
std::string Word(v1::JudgementEffect effect);
std::string Word(v1::CandidateReason reason);
std::string Word(v1::Verdict verdict);
std::string Word(v1::SeriesAnswer answer);
std::string Word(v1::Change change);
std::string Word(v1::Basis basis);
std::string Word(v1::Period period);
std::string Word(v1::Strength strength);
std::string Word(v1::BetterDirection better);
std::string Word(v1::DivisionLevel level);

// The kinds by the words that a flag takes (located_in).
std::map<std::string, v1::NodeKind> NodeKindChoices();
std::map<std::string, v1::EdgeKind> EdgeKindChoices();
std::map<std::string, v1::Stage> StageChoices();
std::map<std::string, v1::Verdict> VerdictChoices();
std::map<std::string, v1::Change> ChangeChoices();
std::map<std::string, v1::Basis> BasisChoices();
std::map<std::string, v1::ScorecardGroup> ScorecardGroupChoices();

// What a judgement does: merge 北延线 into 市域铁路.
std::string ActionText(const v1::JudgementAction& action);

// A number as people write it: no exponent, no zeros behind (3014.4, 0.05, 20000).
std::string NumberText(double number);

// A figure: 3014.4亿元, +6.7%, ≥12次, 1–2个, no. 2, and what it is relative to.
std::string FigureText(const v1::Quantity& quantity);

// A figure in the words of the report, with the sign of a fall and what it is relative to:
// −3%以上, 0.5个百分点左右 (against 全省).
std::string WrittenFigure(const v1::Quantity& quantity);

// The months that a progress report covers: 1–6; empty for a report on whole years, 0.
std::string MonthsText(int through_month);

// Where words stand: deyang-2024 8120–8133.
std::string PlaceText(const v1::Evidence& evidence);

// A count with its noun: 1 project, 2 projects. The plural is the noun with s unless given.
std::string CountText(int64_t count, std::string_view noun, std::string_view plural = "");

}  // namespace policygraph::cli

#endif  // POLICYGRAPH_SERVICE_CLI_WORDING_H_
