#include "loader/claims/claim_scope.h"

#include <algorithm>
#include <string_view>

namespace policygraph::loader {
namespace {

bool IsSubject(const Mention& mention, const ReportingPlace& own) {
  switch (mention.kind) {
    case NodeKind::kCounty:
    case NodeKind::kRegion:
      // A higher place in front of a figure is what the own one is compared with or ranked in.
      return mention.name != own.name &&
             (mention.place.level == DivisionLevel::kNone || own.level == DivisionLevel::kNone ||
              mention.place.level > own.level);
    case NodeKind::kAgency:
    case NodeKind::kProject:
      return true;
    default:
      return false;
  }
}

// The first words of what stands before a figure: 今年 there is said of all that follows.
std::string_view Opening(std::string_view before) {
  constexpr size_t kBytes = 45;  // fifteen Chinese characters
  size_t end = std::min(before.size(), kBytes);
  while (end < before.size() && (static_cast<unsigned char>(before[end]) & 0xC0) == 0x80) --end;
  return before.substr(0, end);
}

// Where the sentence begins with those before it that end in a semicolon: 今年 there is said of all
// of them.
size_t BeginOfPeriods(const Document& document, size_t sentence) {
  const std::vector<Sentence>& sentences = document.sentences;
  while (sentence > 0 && sentences[sentence - 1].paragraph == sentences[sentence].paragraph &&
         document.Words(sentences[sentence - 1].span).ends_with("；")) {
    --sentence;
  }
  return sentences[sentence].span.begin;
}

bool CoversSeveralYears(const Document& document, const Sentence& sentence,
                        std::string_view before, const ClaimRules& rules) {
  const BesidePattern& several = rules.several_years();
  if (!several.given()) return false;
  if (several.Matches(before, before.size())) return true;
  const std::string_view opening = Opening(before);
  if (rules.one_year().given() && (rules.one_year().Matches(before, before.size()) ||
                                   rules.one_year().Matches(opening, opening.size()))) {
    return false;
  }
  return std::any_of(sentence.headings.begin(), sentence.headings.end(), [&](size_t heading) {
    const std::string_view words = document.Words(document.headings[heading].span);
    return several.Matches(words, words.size());
  });
}

}  // namespace

Period PeriodOf(const Document& document, size_t sentence, const ByteSpan& clause,
                const ByteSpan& figure, Basis basis, const ClaimRules& rules) {
  const std::string_view before =
      document.Words({BeginOfPeriods(document, sentence), figure.begin});
  if ((basis == Basis::kIncrement || basis == Basis::kGrowth) &&
      CoversSeveralYears(document, document.sentences[sentence], before, rules)) {
    return Period::kSeveralYears;
  }
  const size_t begin = std::min(clause.begin, figure.begin);
  const std::string_view in_clause = document.Words({begin, figure.begin});
  const bool is_to_date = (basis == Basis::kIncrement || basis == Basis::kLevel) &&
                          rules.to_date().given() &&
                          rules.to_date().Matches(in_clause, in_clause.size());
  // 上半年累计 sums up the year so far, not all that there is.
  const bool within_year = document.is_progress() && rules.to_date_in_year().given() &&
                           rules.to_date_in_year().Matches(before, before.size());
  return is_to_date && !within_year ? Period::kToDate : Period::kYear;
}

std::string SubjectOf(const Document& document, const ByteSpan& clause, const ByteSpan& figure,
                      const ClaimRules& rules) {
  const auto mention =
      std::partition_point(document.mentions.begin(), document.mentions.end(),
                           [&](const Mention& m) { return m.span.begin < clause.begin; });
  if (mention == document.mentions.end() || mention->span.begin != clause.begin ||
      mention->span.end >= figure.begin || !IsSubject(*mention, document.place) ||
      rules.RolesOf(document.Words(mention->span)).Has(rules::v1::CLAIM_ROLE_OPENING)) {
    return {};
  }
  return mention->name;
}

}  // namespace policygraph::loader
