#include "loader/rules/mention_rules.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <sstream>
#include <utility>

#include "absl/status/status.h"
#include "fmt/format.h"
#include "graph/base/status_macros.h"
#include "policygraph/rules/v1/mentions.pb.h"

namespace policygraph::loader {
namespace {

namespace proto = ::policygraph::rules::v1;

constexpr std::string_view kFilePrefix = "loader/rules/zh/mentions";

std::vector<std::string> SplitWords(const google::protobuf::RepeatedPtrField<std::string>& lines) {
  std::vector<std::string> words;
  for (const std::string& line : lines) {
    std::istringstream stream(line);
    for (std::string word; stream >> word;) words.push_back(word);
  }
  return words;
}

std::optional<WordRole> RoleOf(proto::Role role) {
  switch (role) {
    case proto::ROLE_WORDS:
      return WordRole::kWords;
    case proto::ROLE_CUE:
      return WordRole::kCue;
    case proto::ROLE_LEADING_CUE:
      return WordRole::kLeadingCue;
    case proto::ROLE_BREAK:
      return WordRole::kBreak;
    case proto::ROLE_JOIN:
      return WordRole::kJoin;
    case proto::ROLE_ETC:
      return WordRole::kEtc;
    case proto::ROLE_PROTECT:
      return WordRole::kProtect;
    case proto::ROLE_MEASURE:
      return WordRole::kMeasure;
    case proto::ROLE_TRIM_FRONT:
      return WordRole::kTrimFront;
    case proto::ROLE_TRIM_BACK:
      return WordRole::kTrimBack;
    case proto::ROLE_GENERIC:
      return WordRole::kGeneric;
    case proto::ROLE_OPENING_CUE:
      return WordRole::kOpeningCue;
    case proto::ROLE_OWNER:
      return WordRole::kOwner;
    case proto::ROLE_COUNTER:
      return WordRole::kCounter;
    case proto::ROLE_TOTAL:
      return WordRole::kTotal;
    default:
      return std::nullopt;
  }
}

Quoting QuotingOf(proto::Quoting quoting) {
  switch (quoting) {
    case proto::QUOTING_WHOLE:
      return Quoting::kWhole;
    case proto::QUOTING_PART:
      return Quoting::kPart;
    case proto::QUOTING_SOME:
      return Quoting::kSome;
    case proto::QUOTING_NONE:
      return Quoting::kNone;
    case proto::QUOTING_TITLE:
      return Quoting::kTitle;
    case proto::QUOTING_LEAD:
      return Quoting::kLead;
    case proto::QUOTING_TAIL:
      return Quoting::kTail;
    default:
      return Quoting::kAny;
  }
}

bool IsCue(WordRole role) {
  return role == WordRole::kCue || role == WordRole::kLeadingCue || role == WordRole::kOpeningCue;
}

bool IsFence(WordRole role) {
  return IsCue(role) || role == WordRole::kBreak || role == WordRole::kJoin ||
         role == WordRole::kEtc || role == WordRole::kProtect || role == WordRole::kTotal;
}

// The kinds this stage finds; places have a stage of their own.
std::optional<NodeKind> NamedKind(std::string_view name) {
  const std::optional<NodeKind> kind = NodeKindFromName(name);
  if (!kind.has_value()) return std::nullopt;
  switch (*kind) {
    case NodeKind::kStrategy:
    case NodeKind::kProject:
    case NodeKind::kAgency:
    case NodeKind::kEvent:
    case NodeKind::kPolicy:
    case NodeKind::kDesignation:
      return kind;
    default:
      return std::nullopt;
  }
}

}  // namespace

// Builds the rules from the files; holds what is needed only meanwhile.
class MentionRuleCompiler {
 public:
  absl::StatusOr<MentionRules> Compile(const RuleFiles& files) {
    std::vector<std::pair<std::string, proto::MentionRuleFile>> parsed;
    for (auto it = files.lower_bound(std::string(kFilePrefix));
         it != files.end() && it->first.starts_with(kFilePrefix); ++it) {
      parsed.emplace_back(it->first, proto::MentionRuleFile());
      RETURN_IF_ERROR(ParseRuleFile(files, it->first, parsed.back().second));
    }
    if (parsed.empty()) {
      return absl::InternalError(
          fmt::format("rule files {}*.textproto are missing from this build", kFilePrefix));
    }
    for (const auto& [file, rules] : parsed) {
      for (const proto::Lexicon& lexicon : rules.lexicons()) {
        RETURN_IF_ERROR(AddLexicon(file, lexicon));
      }
    }
    for (const auto& [file, rules] : parsed) {
      for (const proto::PhraseRule& rule : rules.rules()) RETURN_IF_ERROR(AddRule(file, rule));
      for (const proto::KnownName& name : rules.names()) RETURN_IF_ERROR(AddName(file, name));
    }
    return Finish();
  }

 private:
  struct Lexicon {
    WordRole role = WordRole::kWords;
    size_t index = 0;  // its bit in a LexiconSet
    std::vector<std::string> words;
  };

  static absl::Status Fault(std::string_view file, std::string_view what, std::string_view fault) {
    return absl::InvalidArgumentError(fmt::format("{}: {}: {}", file, what, fault));
  }

  absl::Status AddLexicon(const std::string& file, const proto::Lexicon& lexicon) {
    const std::string what = fmt::format("lexicon '{}'", lexicon.name());
    const std::optional<WordRole> role = RoleOf(lexicon.role());
    if (lexicon.name().empty()) return Fault(file, what, "has no name");
    if (!role.has_value()) return Fault(file, what, "has no role");
    Lexicon added{*role, lexicons_.size(), SplitWords(lexicon.words())};
    if (added.words.empty()) return Fault(file, what, "has no words");
    if (added.index == kMostLexicons) {
      return Fault(file, what,
                   fmt::format("is one too many; at most {} are allowed", kMostLexicons));
    }
    LexiconSet cue;
    if (IsCue(*role)) cue.set(added.index);
    if (IsFence(*role)) {
      for (const std::string& word : added.words) {
        const auto [it, is_new] = fence_of_word_.emplace(word, fence_words_.size());
        if (is_new) {
          fence_words_.push_back(word);
          rules_.fences_.push_back({*role, cue});
          continue;
        }
        MentionRules::Fence& fence = rules_.fences_[it->second];
        if (!IsCue(*role) || fence.role != *role) {
          return Fault(file, what, fmt::format("'{}' has another role already", word));
        }
        fence.cue |= cue;
      }
    }
    if (!lexicons_.emplace(lexicon.name(), std::move(added)).second) {
      return Fault(file, what, "is defined twice");
    }
    return absl::OkStatus();
  }

  using Names = google::protobuf::RepeatedPtrField<std::string>;

  // The lexicons of these names.
  absl::StatusOr<LexiconSet> SetOf(const std::string& file, const std::string& what,
                                   const Names& names) const {
    LexiconSet set;
    for (const std::string& name : names) {
      const auto it = lexicons_.find(name);
      if (it == lexicons_.end()) {
        return Fault(file, what, fmt::format("refers to lexicon '{}', which is nowhere", name));
      }
      set.set(it->second.index);
    }
    return set;
  }

  // The same for lexicons of cue words only.
  absl::StatusOr<LexiconSet> CuesOf(const std::string& file, const std::string& what,
                                    const Names& names) const {
    for (const std::string& name : names) {
      const auto it = lexicons_.find(name);
      if (it != lexicons_.end() && !IsCue(it->second.role)) {
        return Fault(file, what, fmt::format("lexicon '{}' has no cue words", name));
      }
    }
    return SetOf(file, what, names);
  }

  absl::Status AddRule(const std::string& file, const proto::PhraseRule& rule) {
    const std::string what = fmt::format("rule '{}'", rule.name());
    const std::optional<NodeKind> kind = NamedKind(rule.kind());
    if (!rule.name().starts_with("zh."))
      return Fault(file, what, "its name does not begin with zh.");
    if (!rule_names_.insert(rule.name()).second) return Fault(file, what, "is defined twice");
    if (!kind.has_value()) {
      return Fault(file, what, fmt::format("'{}' is not a kind it may find", rule.kind()));
    }
    if (rule.before().empty() && rule.after().empty() && rule.lead().empty() &&
        rule.head().empty() && rule.closer().empty() && !rule.sibling() &&
        rule.containing().empty() && !rule.placed() &&
        rule.quoting() == proto::QUOTING_UNSPECIFIED) {
      return Fault(file, what, "has no condition, so it would match every phrase");
    }
    if (rule.from_opening() && rule.before().empty()) {
      return Fault(file, what, "begins after an opening cue but asks for none");
    }
    if (rule.drop_head() && rule.head().empty()) {
      return Fault(file, what, "drops a head but has none");
    }
    if (rule.closer_alone() && rule.closer().empty()) {
      return Fault(file, what, "wants a closer alone but names none");
    }
    if (rule.takes_closer() && rule.closer().empty()) {
      return Fault(file, what, "takes the word of a closer but names none");
    }
    if (rule.quotation_only() && rule.quoting() != proto::QUOTING_LEAD) {
      return Fault(file, what, "takes a quotation alone but does not ask for QUOTING_LEAD");
    }
    PhraseRule added;
    added.name = rule.name();
    added.kind = *kind;
    added.priority = rule.priority();
    ASSIGN_OR_RETURN(added.before, CuesOf(file, what, rule.before()));
    ASSIGN_OR_RETURN(added.after, CuesOf(file, what, rule.after()));
    ASSIGN_OR_RETURN(added.lead, SetOf(file, what, rule.lead()));
    ASSIGN_OR_RETURN(added.head, SetOf(file, what, rule.head()));
    ASSIGN_OR_RETURN(added.closer, SetOf(file, what, rule.closer()));
    ASSIGN_OR_RETURN(added.containing, SetOf(file, what, rule.containing()));
    ASSIGN_OR_RETURN(added.counted_by, SetOf(file, what, rule.counted_by()));
    ASSIGN_OR_RETURN(added.refused, SetOf(file, what, rule.refuse()));
    ASSIGN_OR_RETURN(added.refused_inside, SetOf(file, what, rule.refuse_containing()));
    ASSIGN_OR_RETURN(added.refused_head, SetOf(file, what, rule.refuse_head()));
    added.quoting = QuotingOf(rule.quoting());
    added.sibling = rule.sibling();
    added.specific = rule.specific();
    added.anchored = rule.anchored();
    added.placed = rule.placed();
    added.drop_head = rule.drop_head();
    added.drop_leading_place = rule.drop_leading_place();
    added.spread = rule.spread();
    added.from_opening = rule.from_opening();
    added.uncounted = rule.uncounted();
    added.coordinated = rule.coordinated();
    added.conjoined = rule.conjoined();
    added.nation = rule.nation();
    added.closing = rule.closing();
    added.closer_alone = rule.closer_alone();
    added.takes_closer = rule.takes_closer();
    added.quotation_only = rule.quotation_only();
    if (rule.min_chars() != 0) added.min_chars = static_cast<size_t>(rule.min_chars());
    if (rule.max_chars() != 0) added.max_chars = static_cast<size_t>(rule.max_chars());
    if (rule.min_chars() < 0 || rule.max_chars() < 0 || added.min_chars > added.max_chars) {
      return Fault(file, what,
                   fmt::format("no name has between {} and {} characters", rule.min_chars(),
                               rule.max_chars()));
    }
    if (rule.examples().empty()) return Fault(file, what, "has no examples");
    if (rule.counter_examples().empty()) return Fault(file, what, "has no counter_examples");
    for (const proto::RuleExample& example : rule.examples()) {
      if (example.text().empty() || example.name().empty()) {
        return Fault(file, what, "has an example without text or name");
      }
      rules_.checks_.push_back({added.name,
                                added.kind,
                                example.text(),
                                example.name(),
                                {example.places().begin(), example.places().end()},
                                added.nation});
    }
    for (const std::string& text : rule.counter_examples()) {
      rules_.checks_.push_back({added.name, added.kind, text, "", {}, added.nation});
    }
    if (rules_.phrase_rules_.size() == kMostPhraseRules) {
      return Fault(file, what,
                   fmt::format("is one too many; at most {} are allowed", kMostPhraseRules));
    }
    if (added.from_opening) rules_.clause_heads_ |= added.head;
    rules_.phrase_rules_.push_back(std::move(added));
    return absl::OkStatus();
  }

  absl::Status AddName(const std::string& file, const proto::KnownName& name) {
    const std::string what = fmt::format("name '{}'", name.name());
    const std::optional<NodeKind> kind = NamedKind(name.kind());
    if (name.name().empty()) return Fault(file, what, "is empty");
    if (!kind.has_value()) {
      return Fault(file, what, fmt::format("'{}' is not a kind it may have", name.kind()));
    }
    std::vector<std::string> forms = SplitWords(name.forms());
    forms.push_back(name.name());
    for (const std::string& form : forms) {
      if (!known_.insert(form).second) {
        return Fault(file, what, fmt::format("its form '{}' is known already", form));
      }
      known_forms_.push_back(form);
      rules_.name_of_form_.push_back(rules_.known_names_.size());
    }
    rules_.known_names_.push_back({name.name(), *kind, name.local() || name.leveled(),
                                   name.leveled(), SplitWords(name.followed_by()),
                                   SplitWords(name.preceded_by())});
    return absl::OkStatus();
  }

  WordSet WordsOfRole(WordRole role) const {
    std::vector<std::string> words;
    for (const auto& [name, lexicon] : lexicons_) {
      if (lexicon.role == role)
        words.insert(words.end(), lexicon.words.begin(), lexicon.words.end());
    }
    return WordSet(words);
  }

  // The words of a set of lexicons, each with those of them that have it.
  LexiconWords Join(const LexiconSet& set) const {
    std::map<std::string, LexiconSet> lexicons_of_word;
    for (const auto& [name, lexicon] : lexicons_) {
      if (!set[lexicon.index]) continue;
      for (const std::string& word : lexicon.words) lexicons_of_word[word].set(lexicon.index);
    }
    std::vector<std::string> words;
    LexiconWords joined;
    for (const auto& [word, lexicons] : lexicons_of_word) {
      words.push_back(word);
      joined.lexicons.push_back(lexicons);
    }
    joined.words = WordSet(words);
    return joined;
  }

  MentionRules Finish() {
    LexiconSet endings, leads, refusals, contents;
    for (const PhraseRule& rule : rules_.phrase_rules_) {
      endings |= rule.head | rule.closer | rule.counted_by | rule.refused_head;
      leads |= rule.lead;
      refusals |= rule.refused;
      contents |= rule.containing | rule.refused_inside;
    }
    rules_.lexicon_names_.resize(lexicons_.size());
    for (const auto& [name, lexicon] : lexicons_) rules_.lexicon_names_[lexicon.index] = name;
    rules_.endings_ = Join(endings);
    rules_.leads_ = Join(leads);
    rules_.refusals_ = Join(refusals);
    rules_.contents_ = Join(contents);
    rules_.fence_words_ = WordSet(fence_words_);
    rules_.measures_ = WordsOfRole(WordRole::kMeasure);
    rules_.counters_ = WordsOfRole(WordRole::kCounter);
    rules_.front_trims_ = WordsOfRole(WordRole::kTrimFront);
    rules_.back_trims_ = WordsOfRole(WordRole::kTrimBack);
    rules_.generic_words_ = WordsOfRole(WordRole::kGeneric);
    rules_.owners_ = WordsOfRole(WordRole::kOwner);
    rules_.known_forms_ = WordSet(known_forms_);
    std::stable_sort(
        rules_.phrase_rules_.begin(), rules_.phrase_rules_.end(),
        [](const PhraseRule& a, const PhraseRule& b) { return a.priority > b.priority; });
    IndexRules();
    return std::move(rules_);
  }

  void IndexRules() {
    rules_.rules_with_head_.resize(rules_.endings_.lexicons.size());
    for (size_t i = 0; i < rules_.phrase_rules_.size(); ++i) {
      const PhraseRule& rule = rules_.phrase_rules_[i];
      rules_.closing_rules_.set(i, rule.closing);
      rules_.headless_rules_.set(i, rule.head.none());
      for (size_t word = 0; word < rules_.endings_.lexicons.size(); ++word) {
        rules_.rules_with_head_[word].set(i, (rules_.endings_.lexicons[word] & rule.head).any());
      }
    }
  }

  MentionRules rules_;
  std::map<std::string, Lexicon> lexicons_;
  std::vector<std::string> fence_words_;
  std::map<std::string, size_t> fence_of_word_;  // to the index in fence_words_
  std::set<std::string> rule_names_;
  std::vector<std::string> known_forms_;
  std::set<std::string> known_;
};

std::vector<std::string> MentionRules::LexiconNames(const LexiconSet& lexicons) const {
  std::vector<std::string> names;
  for (size_t i = 0; i < lexicon_names_.size(); ++i) {
    if (lexicons[i]) names.push_back(lexicon_names_[i]);
  }
  return names;
}

absl::StatusOr<MentionRules> MentionRules::Compile(const RuleFiles& files) {
  return MentionRuleCompiler().Compile(files);
}

}  // namespace policygraph::loader
