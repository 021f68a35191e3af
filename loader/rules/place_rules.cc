#include "loader/rules/place_rules.h"

#include <algorithm>
#include <array>
#include <string>

#include "fmt/format.h"
#include "graph/base/status_macros.h"
#include "loader/mentions/characters.h"
#include "loader/rules/name_bounds.h"

namespace policygraph::loader {
namespace {

constexpr std::string_view kFile = "loader/rules/zh/places.textproto";

// What separates the items of a list, and how many characters these have.
constexpr std::string_view kListComma = "、";
constexpr int kShortestItem = 2;
constexpr int kLongestItem = 6;

// What ends a list, what it cannot hold, and how many bytes of it are looked at.
constexpr std::string_view kEtc = "等";
constexpr std::array<std::string_view, 3> kListStops = {"，", "。", "；"};
constexpr size_t kLongestList = 120;

absl::Status Fault(std::string_view rule, std::string_view fault) {
  return absl::InvalidArgumentError(fmt::format("{}: rule \"{}\": {}", kFile, rule, fault));
}

template <typename Words>
WordSet ToSet(const Words& words) {
  return WordSet(std::vector<std::string>(words.begin(), words.end()));
}

// Where the name begins that ends at this byte.
std::optional<size_t> BeginOfNameEndingAt(const std::vector<ByteSpan>& names, size_t end) {
  const auto name =
      std::lower_bound(names.begin(), names.end(), end,
                       [](const ByteSpan& span, size_t wanted) { return span.end < wanted; });
  if (name == names.end() || name->end != end) return std::nullopt;
  return name->begin;
}

}  // namespace

absl::StatusOr<PlaceRules> PlaceRules::Compile(const RuleFiles& files) {
  auto file = std::make_shared<rules::v1::PlaceRuleFile>();
  RETURN_IF_ERROR(ParseRuleFile(files, kFile, *file));
  PlaceRules rules;
  rules.boundary_words_ = ToSet(file->boundary_words());
  rules.generic_words_ = ToSet(file->generic_words());
  rules.weak_names_ = ToSet(file->weak_names());
  rules.connectors_ = ToSet(file->connectors());
  rules.not_before_ = ToSet(file->not_before());
  rules.list_closers_ = ToSet(file->list_closers());
  rules.county_list_closers_ = ToSet(file->county_list_closers());
  rules.own_zones_ = ToSet(file->own_zones());
  rules.own_zones_of_provinces_ = ToSet(file->own_zones_of_provinces());
  rules.file_ = std::move(file);
  RETURN_IF_ERROR(rules.AddTriggers());
  RETURN_IF_ERROR(rules.CheckExamples());
  return rules;
}

absl::Status PlaceRules::AddTriggers() {
  std::vector<std::string> words;
  const auto add = [&](Trigger::Kind kind, size_t index, const std::string& word) {
    triggers_.push_back({kind, index, word.size()});
    words.push_back(word);
  };
  for (int i = 0; i < file_->known_places_size(); ++i) {
    const rules::v1::KnownPlace& place = file_->known_places(i);
    if (place.name().empty()) return Fault("known_places", "a place has no name");
    add(Trigger::Kind::kKnownPlace, i, place.name());
    for (const std::string& form : place.forms()) add(Trigger::Kind::kKnownPlace, i, form);
  }
  for (int i = 0; i < file_->suffixes_size(); ++i) {
    const rules::v1::PlaceSuffix& suffix = file_->suffixes(i);
    if (suffix.name().empty()) return Fault("suffixes", "a rule has no name");
    if (suffix.words().empty()) return Fault(suffix.name(), "it has no words");
    if (suffix.min_characters() < 1 || suffix.max_characters() < suffix.min_characters()) {
      return Fault(suffix.name(), "min_characters and max_characters leave no room for a name");
    }
    for (const std::string& word : suffix.words()) add(Trigger::Kind::kSuffix, i, word);
  }
  for (const std::string& clash : file_->clashes()) add(Trigger::Kind::kClash, 0, clash);
  trigger_words_ = WordSet(words);
  return absl::OkStatus();
}

absl::Status PlaceRules::CheckExamples() const {
  for (int i = 0; i < file_->suffixes_size(); ++i) {
    const rules::v1::PlaceSuffix& suffix = file_->suffixes(i);
    if (suffix.examples().empty()) return Fault(suffix.name(), "it has no example");
    for (const std::string& example : suffix.examples()) {
      const size_t open = example.find('[');
      const size_t close = example.find(']');
      if (open == example.npos || close == example.npos || close < open) {
        return Fault(suffix.name(), fmt::format("no name in brackets in its example {}", example));
      }
      const std::string name = example.substr(open + 1, close - open - 1);
      const std::string text = example.substr(0, open) + name + example.substr(close + 1);
      // What the name stands behind is a place.
      KnownNames known;
      if (suffix.behind_place()) known.divisions.push_back({0, open});
      const std::optional<ByteSpan> found = FirstName(text, i, known);
      if (!found || *found != ByteSpan{open, open + name.size()}) {
        return Fault(suffix.name(), fmt::format("it does not find its example {}", example));
      }
    }
    for (const std::string& example : suffix.counterexamples()) {
      if (FirstName(example, i, {})) {
        return Fault(suffix.name(),
                     fmt::format("it finds a name in its counterexample {}", example));
      }
    }
  }
  return absl::OkStatus();
}

std::optional<ByteSpan> PlaceRules::FirstName(std::string_view text, size_t suffix,
                                              const KnownNames& known) const {
  for (size_t at = 0; at < text.size(); ++at) {
    for (const Trigger& trigger : TriggersAt(text, at)) {
      if (trigger.kind != Trigger::Kind::kSuffix || trigger.index != suffix) continue;
      const auto names = NamesEndingWith(text, {0, text.size()}, trigger, at, known);
      if (!names.empty()) return names.front();
    }
  }
  return std::nullopt;
}

std::vector<PlaceRules::Trigger> PlaceRules::TriggersAt(std::string_view text, size_t at) const {
  std::vector<Trigger> triggers;
  for (const WordSet::Match& match : trigger_words_.AllAt(text, at)) {
    triggers.push_back(triggers_[match.word]);
  }
  return triggers;
}

std::vector<ByteSpan> PlaceRules::NamesEndingWith(std::string_view text, const ByteSpan& sentence,
                                                  const Trigger& suffix, size_t at,
                                                  const KnownNames& known) const {
  const rules::v1::PlaceSuffix& rule = file_->suffixes(static_cast<int>(suffix.index));
  const std::string_view after = text.substr(at + suffix.length);
  for (const std::string& other : rule.not_before()) {
    if (after.starts_with(other)) return {};
  }
  if (rule.shared_by_lists()) {
    std::vector<ByteSpan> list = ListBefore(text, sentence, at);
    if (!list.empty()) return list;
  }
  if (const auto name = NameEndingWith(text, sentence, suffix, at, known)) return {*name};
  return {};
}

std::optional<ByteSpan> PlaceRules::NameEndingWith(std::string_view text, const ByteSpan& sentence,
                                                   const Trigger& suffix, size_t at,
                                                   const KnownNames& known) const {
  const rules::v1::PlaceSuffix& rule = file_->suffixes(static_cast<int>(suffix.index));
  if (!rule.begins_with().empty()) return NameBetween(text, sentence, suffix, at);
  const std::string_view before = text.substr(sentence.begin);
  size_t begin = at;
  bool bounded = false;
  bool after_division = false;
  for (int characters = 0; characters <= rule.max_characters() && !bounded; ++characters) {
    const std::optional<size_t> division = BeginOfNameEndingAt(known.divisions, begin);
    after_division = division.has_value();
    if (rule.apart_from_division()) {
      // 山 in 长寿山原村 ends no name of its own.
      const bool enough = characters >= rule.min_characters();
      bounded = begin < at && (division || (enough && BeginOfNameEndingAt(known.others, begin)));
    } else if (division) {
      // The name of a division begins the name whatever stands before it.
      begin = *division;
      bounded = true;
    }
    if (bounded) break;
    if (const auto note = BeginOfNoteEndingAt(text, sentence.begin, begin)) begin = *note;
    const std::optional<size_t> previous = PreviousNameCharacter(text, sentence.begin, begin);
    bounded = !previous || boundary_words_.LongestEndingAt(before, begin - sentence.begin);
    if (!bounded) begin = *previous;
  }
  begin = BeginOfCodeEndingAt(text, sentence.begin, begin);
  if (!bounded || BeginsWithNote(text.substr(begin))) return std::nullopt;
  const std::string_view stem = text.substr(begin, at - begin);
  const auto length = static_cast<int>(CountCharacters(stem));
  if (length < rule.min_characters() || length > rule.max_characters()) return std::nullopt;
  if (rule.behind_place() && !after_division) return std::nullopt;
  const bool named_after_division = after_division && !rule.apart_from_division();
  if (!named_after_division && IsGeneric(stem)) return std::nullopt;
  return ByteSpan{begin, at + suffix.length};
}

// The name that begins with a word of its rule: 长江甲市段.
std::optional<ByteSpan> PlaceRules::NameBetween(std::string_view text, const ByteSpan& sentence,
                                                const Trigger& suffix, size_t at) const {
  const rules::v1::PlaceSuffix& rule = file_->suffixes(static_cast<int>(suffix.index));
  std::optional<size_t> begin = at;
  for (int characters = 1; characters <= rule.max_characters(); ++characters) {
    begin = PreviousNameCharacter(text, sentence.begin, *begin);
    if (!begin) return std::nullopt;
    if (characters < rule.min_characters()) continue;
    const std::string_view stem = text.substr(*begin, at - *begin);
    for (const std::string& word : rule.begins_with()) {
      if (stem.starts_with(word) && stem != word) return ByteSpan{*begin, at + suffix.length};
    }
  }
  return std::nullopt;
}

// The items of a list that ends right before `at`: 江湾、望江等, 江湾、望江2个.
std::vector<ByteSpan> PlaceRules::ListBefore(std::string_view text, const ByteSpan& sentence,
                                             size_t at) const {
  const std::string_view before = text.substr(sentence.begin);
  const auto closer = list_closers_.LongestEndingAt(before, at - sentence.begin);
  if (!closer) return {};
  size_t end = at - closer->length;
  while (end > sentence.begin && text[end - 1] >= '0' && text[end - 1] <= '9') --end;
  std::vector<ByteSpan> items;
  for (;;) {
    size_t begin = end;
    bool more = false;
    int characters = 0;
    while (characters < kLongestItem) {
      const std::string_view here = before.substr(0, begin - sentence.begin);
      more = here.ends_with(kListComma);
      if (more || boundary_words_.LongestEndingAt(here, here.size())) break;
      const std::optional<size_t> previous = PreviousNameCharacter(text, sentence.begin, begin);
      if (!previous) break;
      begin = *previous;
      ++characters;
    }
    // What is too long for an item is the sentence before the list.
    if (characters < kShortestItem || characters == kLongestItem) break;
    items.insert(items.begin(), ByteSpan{begin, end});
    if (!more) break;
    end = begin - kListComma.size();
  }
  if (items.size() < 2) return {};
  return items;
}

// True for a stem made of nothing but generic words.
bool PlaceRules::IsGeneric(std::string_view stem) const {
  while (!stem.empty()) {
    const auto word = generic_words_.LongestEndingAt(stem, stem.size());
    if (!word) return false;
    stem.remove_suffix(word->length);
  }
  return true;
}

bool PlaceRules::IsBoundary(std::string_view character) const {
  return !IsNameCharacter(character) || boundary_words_.Contains(character);
}

bool PlaceRules::BeginsClause(std::string_view character) const {
  return !IsNameCharacter(character) || connectors_.Contains(character);
}

bool PlaceRules::IsListedAsCounty(std::string_view text, size_t at) const {
  const std::string_view rest = text.substr(at, kLongestList);
  const size_t etc = rest.find(kEtc);
  if (etc == rest.npos || (etc != 0 && !connectors_.LongestAt(rest, 0).has_value())) return false;
  for (const std::string_view stop : kListStops) {
    if (rest.substr(0, etc).find(stop) != rest.npos) return false;
  }
  size_t closer = etc + kEtc.size();
  while (closer < rest.size() && IsDigit(rest[closer])) ++closer;
  return county_list_closers_.LongestAt(rest, closer).has_value();
}

bool PlaceRules::IsOwnZone(std::string_view word, DivisionLevel level) const {
  switch (level) {
    case DivisionLevel::kProvince:
      return own_zones_of_provinces_.Contains(word);
    case DivisionLevel::kPrefecture:
    case DivisionLevel::kCounty:
      return own_zones_.Contains(word);
    default:
      return false;
  }
}

bool PlaceRules::ForbidsNameBefore(std::string_view text, size_t at) const {
  return not_before_.LongestAt(text, at).has_value();
}

}  // namespace policygraph::loader
