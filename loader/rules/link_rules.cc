#include "loader/rules/link_rules.h"

#include <map>
#include <optional>
#include <set>
#include <string_view>
#include <utility>

#include "absl/status/status.h"
#include "fmt/format.h"
#include "graph/base/status_macros.h"
#include "policygraph/rules/v1/links.pb.h"
#include "re2/re2.h"

namespace policygraph::loader {
namespace {

namespace proto = ::policygraph::rules::v1;

constexpr std::string_view kFile = "loader/rules/zh/links.textproto";

using Words = google::protobuf::RepeatedPtrField<std::string>;

absl::Status Fault(std::string_view rule, std::string_view what) {
  return absl::InvalidArgumentError(fmt::format("{}: rule {}: {}", kFile, rule, what));
}

absl::StatusOr<uint32_t> KindsOf(std::string_view rule, std::string_view field,
                                 const Words& names) {
  uint32_t kinds = 0;
  for (const std::string& name : names) {
    const std::optional<NodeKind> kind = NodeKindFromName(name);
    if (!kind) return Fault(rule, fmt::format("{}: no node kind is called {}", field, name));
    kinds |= 1u << static_cast<int>(*kind);
  }
  if (kinds == 0) return Fault(rule, fmt::format("{} is empty", field));
  return kinds;
}

absl::StatusOr<uint32_t> PartsOf(std::string_view rule, const Words& names) {
  static const auto* parts = new std::map<std::string, ReportPart>{
      {"OTHER", ReportPart::kOther}, {"REVIEW", ReportPart::kReview}, {"PLAN", ReportPart::kPlan}};
  uint32_t set = names.empty() ? ~0u : 0;
  for (const std::string& name : names) {
    const auto part = parts->find(name);
    if (part == parts->end()) return Fault(rule, fmt::format("parts: no part is called {}", name));
    set |= 1u << static_cast<int>(part->second);
  }
  return set;
}

absl::StatusOr<Stage> StageOf(std::string_view rule, const std::string& name) {
  static const auto* stages =
      new std::map<std::string, Stage>{{"PLANNED", Stage::kPlanned},
                                       {"STARTED", Stage::kStarted},
                                       {"UNDER_WAY", Stage::kUnderWay},
                                       {"COMPLETED", Stage::kCompleted},
                                       {"IN_OPERATION", Stage::kInOperation}};
  const auto stage = stages->find(name);
  if (stage == stages->end()) return Fault(rule, fmt::format("no stage is called {}", name));
  return stage->second;
}

// The part that all patterns have in common.
absl::StatusOr<LinkRule> CommonPart(const proto::LinkRule& rule) {
  static const auto* name_form = new RE2("[a-z0-9]+(-[a-z0-9]+)*");
  LinkRule common;
  common.name = rule.name();
  if (!RE2::FullMatch(rule.name(), *name_form)) {
    return Fault(rule.name().empty() ? "without a name" : rule.name(),
                 "a name is lower-case words joined by hyphens");
  }
  const std::optional<EdgeKind> edge = EdgeKindFromName(rule.edge());
  if (!edge) return Fault(rule.name(), fmt::format("no edge kind is called {}", rule.edge()));
  common.edge = *edge;
  ASSIGN_OR_RETURN(common.sources, KindsOf(rule.name(), "sources", rule.sources()));
  ASSIGN_OR_RETURN(common.targets, KindsOf(rule.name(), "targets", rule.targets()));
  ASSIGN_OR_RETURN(common.parts, PartsOf(rule.name(), rule.parts()));
  for (int source = 1; source < kNodeKindEnd; ++source) {
    for (int target = 1; target < kNodeKindEnd; ++target) {
      const auto from = static_cast<NodeKind>(source);
      const auto to = static_cast<NodeKind>(target);
      if (!common.MayStartFrom(from) || !common.MayLeadTo(to)) continue;
      const absl::Status allowed = CheckEdge(from, common.edge, to);
      if (!allowed.ok()) return Fault(rule.name(), std::string(allowed.message()));
    }
  }
  return common;
}

WordSet SetOf(const Words& words) { return WordSet({words.begin(), words.end()}); }

// Collects the words of all verb rules.
class VerbWordsBuilder {
 public:
  void Add(const Words& words, size_t rule) {
    for (const std::string& word : words) rules_[word].push_back(rule);
  }

  VerbWords Build() const {
    VerbWords result;
    std::vector<std::string> words;
    for (const auto& [word, rules] : rules_) {
      words.push_back(word);
      result.rules.push_back(rules);
    }
    result.words = WordSet(words);
    return result;
  }

 private:
  std::map<std::string, std::vector<size_t>> rules_;
};

class Compiler {
 public:
  absl::Status Add(const proto::LinkRule& rule) {
    ASSIGN_OR_RETURN(const LinkRule common, CommonPart(rule));
    if (!names_.insert(common.name).second) return Fault(common.name, "the name is given twice");
    switch (rule.pattern_case()) {
      case proto::LinkRule::kWithinName: {
        const proto::WithinName& pattern = rule.within_name();
        rules_.within_names.push_back(
            {common, pattern.at_start(), SetOf(pattern.not_before()), SetOf(pattern.not_after()),
             SetOf(pattern.unless_outer_ends()), SetOf(pattern.own_openings()),
             SetOf(pattern.not_own_openings()), SetOf(pattern.not_inner_ends()),
             SetOf(pattern.waters_outer_ends()), SetOf(pattern.branch_ends())});
        return absl::OkStatus();
      }
      case proto::LinkRule::kContinuesName:
        if (rule.continues_name().ends().empty()) return Fault(common.name, "ends is empty");
        rules_.continues_names.push_back({common, SetOf(rule.continues_name().ends())});
        return absl::OkStatus();
      case proto::LinkRule::kSideBySide:
        rules_.side_by_sides.push_back(
            {common, SetOf(rule.side_by_side().joiners()), rule.side_by_side().listed()});
        return absl::OkStatus();
      case proto::LinkRule::kVerb:
        return AddVerb(common, rule.verb());
      case proto::LinkRule::kTogether: {
        const proto::Together& pattern = rule.together();
        rules_.togethers.push_back({common, SetOf(pattern.joiners()), SetOf(pattern.acts()),
                                    SetOf(pattern.direct()), SetOf(pattern.dashes()),
                                    SetOf(pattern.direct_after())});
        return absl::OkStatus();
      }
      case proto::LinkRule::kTopic:
        if (rule.topic().short_sentence() < 0) {
          return Fault(common.name, "short_sentence is negative");
        }
        rules_.topics.push_back({common, rule.topic().headings(),
                                 static_cast<size_t>(rule.topic().short_sentence()),
                                 SetOf(rule.topic().not_topics()), rule.topic().titles_only()});
        return absl::OkStatus();
      case proto::LinkRule::kAim:
        rules_.aims.push_back({common, SetOf(rule.aim().before()), SetOf(rule.aim().after()),
                               SetOf(rule.aim().not_aim_ends())});
        return absl::OkStatus();
      case proto::LinkRule::kSummedUp:
        if (rule.summed_up().max_gap() < 0) return Fault(common.name, "max_gap is negative");
        if (rule.summed_up().unclosed() < 0) return Fault(common.name, "unclosed is negative");
        rules_.summed_ups.push_back({common, static_cast<size_t>(rule.summed_up().max_gap()),
                                     static_cast<size_t>(rule.summed_up().unclosed())});
        return absl::OkStatus();
      case proto::LinkRule::kProgress:
        return AddProgress(common, rule.progress());
      case proto::LinkRule::PATTERN_NOT_SET:
        break;
    }
    return Fault(common.name, "it has no pattern");
  }

  LinkRules Build(const proto::LinkRuleFile& file) && {
    rules_.verbs_before = before_.Build();
    rules_.verbs_after = after_.Build();
    rules_.list_words = SetOf(file.list_words());
    rules_.list_end_words = SetOf(file.list_end_words());
    rules_.own_place_words = SetOf(file.own_place_words());
    rules_.own_place_openers = SetOf(file.own_place_openers());
    rules_.some_words = SetOf(file.some_words());
    rules_.not_count_units = SetOf(file.not_count_units());
    rules_.not_verbs = SetOf(file.not_verbs());
    rules_.honours = {SetOf(file.honours().unnamed_ends()), SetOf(file.honours().not_of_places()),
                      SetOf(file.honours().not_owner_ends())};
    return std::move(rules_);
  }

 private:
  absl::Status AddVerb(const LinkRule& common, const proto::Verb& pattern) {
    if (pattern.before().empty() && pattern.after().empty()) {
      return Fault(common.name, "a verb rule without words reads nothing");
    }
    before_.Add(pattern.before(), rules_.verbs.size());
    after_.Add(pattern.after(), rules_.verbs.size());
    rules_.verbs.push_back({common, pattern.own_source(), pattern.own_target(),
                            SetOf(pattern.respectively()), SetOf(pattern.not_source_after()),
                            SetOf(pattern.carried_after())});
    return absl::OkStatus();
  }

  absl::Status AddProgress(const LinkRule& common, const proto::Progress& pattern) {
    std::vector<std::string> words;
    std::vector<Stage> stages;
    for (const proto::StageWords& group : pattern.stages()) {
      ASSIGN_OR_RETURN(const Stage stage, StageOf(common.name, group.stage()));
      words.insert(words.end(), group.words().begin(), group.words().end());
      stages.resize(words.size(), stage);
    }
    rules_.progresses.push_back({common, WordSet(words), std::move(stages)});
    return absl::OkStatus();
  }

  std::set<std::string> names_;
  VerbWordsBuilder before_;
  VerbWordsBuilder after_;
  LinkRules rules_;
};

}  // namespace

absl::StatusOr<LinkRules> LinkRules::Compile(const RuleFiles& files) {
  proto::LinkRuleFile file;
  RETURN_IF_ERROR(ParseRuleFile(files, kFile, file));
  Compiler compiler;
  for (const proto::LinkRule& rule : file.rules()) RETURN_IF_ERROR(compiler.Add(rule));
  return std::move(compiler).Build(file);
}

}  // namespace policygraph::loader
