#include "loader/stages/find_places.h"

#include <algorithm>
#include <optional>
#include <string>
#include <tuple>
#include <utility>

#include "loader/mentions/characters.h"
#include "loader/places/choose_places.h"
#include "loader/places/place_candidate.h"

namespace policygraph::loader {
namespace {

using Trigger = PlaceRules::Trigger;

// Longer sentences are lists or broken texts and are read in pieces, so that the work grows with
// the length of the text.
constexpr size_t kLongestPiece = 6000;

using Candidate = PlaceCandidate;

class PlaceFinder {
 public:
  PlaceFinder(const Document& document, const DivisionTable& divisions, const PlaceRules& rules,
              RejectedReadings* rejected)
      : document_(document),
        text_(document.text),
        divisions_(divisions),
        rules_(rules),
        rejected_(rejected) {
    home_ = Home();
  }

  std::vector<Mention> Run() {
    for (size_t i = 0; i < document_.sentences.size(); ++i) {
      sentence_ = i;
      dropped_ = Collecting(rejected_, i);
      ByteSpan rest = document_.sentences[i].span;
      while (!rest.empty()) {
        const ByteSpan piece{rest.begin, EndOfPiece(rest)};
        Collect(piece);
        DropClashes();
        for (const Candidate& candidate :
             ChoosePlaces(text_, i, std::move(candidates_), divisions_, rules_, dropped_)) {
          AddMention(candidate);
        }
        rest.begin = piece.end;
      }
    }
    return std::move(mentions_);
  }

 private:
  // The division whose counties are called by their short names: the reporting prefecture, the one
  // around a reporting county, a municipality. Empty for a province and the country, whose counties
  // are too many to be told from ordinary words.
  std::string_view Home() const {
    const std::string_view code = document_.place.code;
    switch (document_.place.level) {
      case DivisionLevel::kPrefecture:
        return code;
      case DivisionLevel::kCounty: {
        const std::string_view above = divisions_.Parent(code);
        return divisions_.Level(above) == DivisionLevel::kPrefecture || HasOnlyCounties(above)
                   ? above
                   : code;
      }
      case DivisionLevel::kProvince:
        return HasOnlyCounties(code) ? code : std::string_view();
      default:
        return {};
    }
  }

  size_t EndOfPiece(const ByteSpan& rest) const {
    if (rest.size() <= kLongestPiece) return rest.end;
    size_t end = rest.begin + kLongestPiece;
    while ((text_[end] & 0xC0) == 0x80) --end;
    return end;
  }

  bool HasOnlyCounties(std::string_view code) const {
    const std::span<const Division> below = divisions_.Below(code);
    return !below.empty() && below.front().level == DivisionLevel::kCounty;
  }

  bool IsAtHome(const Division& division) const {
    return !home_.empty() && divisions_.Within(division.code, home_);
  }

  void Collect(const ByteSpan& sentence) {
    candidates_.clear();
    clashes_.clear();
    known_ = {};
    suffixes_.clear();
    const std::string_view text = text_.substr(0, sentence.end);
    for (size_t at = sentence.begin; at < sentence.end; ++at) {
      // Neither inside a character nor at ASCII, with which no name begins.
      if ((text[at] & 0xC0) != 0xC0) continue;
      AddDivision(text, at);
      for (const Trigger& trigger : rules_.TriggersAt(text, at)) AddTrigger(text, trigger, at);
    }
    std::sort(known_.divisions.begin(), known_.divisions.end(),
              [](const ByteSpan& a, const ByteSpan& b) {
                return std::tie(a.end, a.begin) < std::tie(b.end, b.begin);
              });
    suffix_names_.clear();
    for (const auto& [trigger, at] : suffixes_) AddSuffixNames(sentence, trigger, at);
    candidates_.insert(candidates_.end(), suffix_names_.begin(), suffix_names_.end());
  }

  void AddTrigger(std::string_view text, const Trigger& trigger, size_t at) {
    const ByteSpan span{at, at + trigger.length};
    switch (trigger.kind) {
      case Trigger::Kind::kClash:
        clashes_.push_back(span);
        break;
      case Trigger::Kind::kSuffix:
        suffixes_.emplace_back(trigger, at);
        break;
      case Trigger::Kind::kKnownPlace: {
        const auto& place = rules_.file().known_places(static_cast<int>(trigger.index));
        Candidate candidate;
        candidate.span = span;
        candidate.name = place.name();
        candidate.rule = "known place";
        const std::string_view rest = text.substr(span.end);
        for (const std::string& other : place.not_before()) {
          if (!rest.starts_with(other)) continue;
          Drop(candidate, LossReason::kForbiddenWords, other);
          return;
        }
        AddKnown(std::move(candidate));
        break;
      }
    }
  }

  void AddKnown(Candidate candidate) {
    if (candidate.sure) known_.divisions.push_back(candidate.span);
    candidates_.push_back(std::move(candidate));
  }

  // The longest name of a division that begins here and can be told.
  void AddDivision(std::string_view text, size_t at) {
    std::vector<DivisionTable::NameMatch> matches = divisions_.AllAt(text, at);
    for (auto match = matches.rbegin(); match != matches.rend(); ++match) {
      auto candidate = ToCandidate(*match, at);
      if (!candidate) continue;
      AddKnown(*std::move(candidate));
      while (dropped_ != nullptr && ++match != matches.rend()) {
        const auto shorter = ToCandidate(*match, at);
        if (shorter) Drop(*shorter, LossReason::kLongerReading, candidates_.back().name);
      }
      return;
    }
  }

  void Drop(const Candidate& candidate, LossReason reason, std::string against) const {
    TellDropped(candidate, sentence_, reason, std::move(against), dropped_);
  }

  std::optional<Candidate> ToCandidate(DivisionTable::NameMatch& match, size_t at) const {
    const ByteSpan span{at, at + match.length};
    const std::string_view words = text_.substr(at, match.length);
    // Towns and zones of other cities have too many namesakes among ordinary words.
    std::erase_if(match.bearers, [&](const Division* bearer) {
      const bool small =
          bearer->level == DivisionLevel::kTown || bearer->level == DivisionLevel::kNone;
      return bearer->level == DivisionLevel::kNational || (small && !IsAtHome(*bearer)) ||
             !divisions_.Bears(*bearer, words, document_.year);
    });
    const bool among_counties = rules_.IsListedAsCounty(text_, span.end);
    if (among_counties) KeepCounties(match.bearers);
    const Division* division =
        divisions_.Nearest(match.bearers, Around(span.begin).value_or(document_.place.code));
    if (division == nullptr) return std::nullopt;
    if (dropped_ != nullptr) DropNamesakes(match.bearers, *division, span);
    Candidate candidate = CandidateOf(*division, span, words);
    if (rules_.ForbidsNameBefore(text_, span.end)) {
      Drop(candidate, LossReason::kForbiddenWords, std::string(CharacterAt(span.end)));
      return std::nullopt;
    }
    const bool full = words != division->short_name;
    const bool own = IsAtHome(*division);
    // A short name that needs a list stands at its beginning or between two of its members.
    const bool apart = StandsAlone(span) || Around(span.begin);
    if (division->level == DivisionLevel::kCounty) {
      candidate.sure = own || among_counties || (full && CountCharacters(words) > 2);
      if (!candidate.sure && !apart) {
        Drop(candidate, LossReason::kUnsure, {});
        return std::nullopt;
      }
    }
    if (rules_.IsWeak(words) && !own && division->code != document_.place.code) {
      candidate.sure = false;
    }
    // A county of two characters (高县) is as often part of a word (提高县域).
    if (full && CountCharacters(words) == 2 && !StandsAlone(span)) {
      Drop(candidate, LossReason::kUnsure, {});
      return std::nullopt;
    }
    return candidate;
  }

  // Takes down whom else the name may mean, each with the division it lies in.
  void DropNamesakes(const std::vector<const Division*>& bearers, const Division& meant,
                     const ByteSpan& span) const {
    for (const Division* bearer : bearers) {
      if (bearer == &meant) continue;
      Candidate namesake = CandidateOf(*bearer, span, document_.Words(span));
      namesake.name = NameWithParent(*bearer, divisions_);
      Drop(namesake, LossReason::kNamesake, NameWithParent(meant, divisions_));
    }
  }

  std::string_view CharacterAt(size_t at) const {
    return at < text_.size() ? text_.substr(at, CharacterLength(text_[at])) : std::string_view();
  }

  // Leaves the counties if there are any: 阿坝、金阳等6个县 does not speak of 阿坝州.
  static void KeepCounties(std::vector<const Division*>& bearers) {
    const auto is_other = [](const Division* bearer) {
      return bearer->level != DivisionLevel::kCounty;
    };
    if (!std::all_of(bearers.begin(), bearers.end(), is_other)) std::erase_if(bearers, is_other);
  }

  // The division that is named right before this byte, in which what follows lies.
  std::optional<std::string_view> Around(size_t at) const {
    if (candidates_.empty() || candidates_.back().span.end != at) return std::nullopt;
    if (candidates_.back().code.empty()) return std::nullopt;
    return candidates_.back().code;
  }

  // True when a connector, punctuation or the beginning of the text stands before the span.
  bool StandsAlone(const ByteSpan& span) const {
    return span.begin == 0 || rules_.IsBoundary(LastCharacter(text_.substr(0, span.begin)));
  }

  void AddSuffixNames(const ByteSpan& sentence, const Trigger& trigger, size_t at) {
    const ByteSpan suffix{at, at + trigger.length};
    const auto& rule = rules_.file().suffixes(static_cast<int>(trigger.index));
    const auto holds_suffix = [&](const ByteSpan& span) {
      return span.begin < suffix.begin && suffix.end <= span.end;
    };
    if (std::any_of(clashes_.begin(), clashes_.end(), holds_suffix)) return;
    // The last character of 芜湖 ends the name of a city, not of a lake; the first one of 湖北
    // begins that of a province.
    for (const Candidate& candidate : candidates_) {
      if (holds_suffix(candidate.span) || (candidate.sure && candidate.span.begin == suffix.begin &&
                                           candidate.span.end > suffix.end)) {
        return;
      }
    }
    AddOwnZone(suffix);
    for (const ByteSpan& span : rules_.NamesEndingWith(text_, sentence, trigger, at, known_)) {
      Candidate candidate;
      candidate.span = span;
      candidate.name = text_.substr(span.begin, span.size());
      if (span.end <= at) candidate.name += text_.substr(at, trigger.length);
      candidate.rule = rule.name();
      suffix_names_.push_back(std::move(candidate));
    }
    // One name may begin where another ends: 甘棠镇凤凰村.
    if (!suffix_names_.empty() && suffix_names_.back().span.end == suffix.end) {
      known_.others.push_back(suffix_names_.back().span);
    }
  }

  // A zone without a name that stands alone is the reporting place's: 综合保税区 of 温州市.
  void AddOwnZone(const ByteSpan& suffix) {
    const Division* place = divisions_.Find(document_.place.code);
    const std::string_view words = text_.substr(suffix.begin, suffix.size());
    if (place == nullptr || !rules_.IsOwnZone(words, place->level)) return;
    if (suffix.begin > 0 && !rules_.BeginsClause(LastCharacter(text_.substr(0, suffix.begin)))) {
      return;
    }
    Candidate candidate;
    candidate.span = suffix;
    candidate.name = place->short_name.empty() ? place->name : place->short_name;
    candidate.name += words;
    candidate.rule = "own zone";
    suffix_names_.push_back(std::move(candidate));
  }

  void DropClashes() {
    std::erase_if(candidates_, [&](const Candidate& candidate) {
      const auto clash =
          std::find_if(clashes_.begin(), clashes_.end(), [&](const ByteSpan& words) {
            return words.Overlaps(candidate.span) && !candidate.span.Contains(words);
          });
      if (clash == clashes_.end()) return false;
      Drop(candidate, LossReason::kForbiddenWords, std::string(document_.Words(*clash)));
      return true;
    });
  }

  void AddMention(const Candidate& candidate) {
    Mention mention;
    mention.kind = candidate.kind;
    mention.span = candidate.span;
    mention.sentence = sentence_;
    mention.name = candidate.name;
    mention.scope = candidate.code;
    mention.place = {std::string(candidate.code), candidate.level};
    mention.rule = candidate.rule;
    mentions_.push_back(std::move(mention));
  }

  const Document& document_;
  const std::string_view text_;
  const DivisionTable& divisions_;
  const PlaceRules& rules_;
  RejectedReadings* const rejected_;
  std::string_view home_;

  // Of the current sentence.
  size_t sentence_ = 0;
  RejectedReadings* dropped_ = nullptr;  // what collects them; null when nothing does
  std::vector<Candidate> candidates_;
  std::vector<ByteSpan> clashes_;
  std::vector<Candidate> suffix_names_;
  PlaceRules::KnownNames known_;
  std::vector<std::pair<Trigger, size_t>> suffixes_;

  std::vector<Mention> mentions_;
};

}  // namespace

std::vector<Mention> FindPlaces(const Document& document, const DivisionTable& divisions,
                                const PlaceRules& rules, RejectedReadings* rejected) {
  return PlaceFinder(document, divisions, rules, rejected).Run();
}

}  // namespace policygraph::loader
